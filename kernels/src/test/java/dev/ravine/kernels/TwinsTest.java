package dev.ravine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Java can't write one loop for `float` and `double`, nor one for several constant vector widths.
/// So some files are twins; here they are held to be the same but for the type and the width.
class TwinsTest {

  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "ravine", "kernels");

  private static String read(String type) throws IOException {
    return Files.readString(SOURCES.resolve(type + ".java"));
  }

  /// Without white space, which the formatter sets by the length of names.
  private static String bare(String source) {
    return source.replaceAll("(?m)^\\s*///.*$", "").replaceAll("\\s", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FloatKernels",
        "VectorFloatTiles",
        "PlainFloatTiles",
        "EdgeFloatTiles128",
        "EdgeFloatTiles256",
        "EdgeFloatTiles512",
      })
  void doubleIsLikeFloat(String type) throws IOException {
    String expected =
        bare(
            read(type)
                .replace("(float) ", "")
                .replace("float", "double")
                .replace("Float", "Double"));
    assertThat(bare(read(type.replace("Float", "Double")))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EdgeFloatTiles256", "EdgeFloatTiles512"})
  void widthsAreAlike(String type) throws IOException {
    String width = type.substring(type.length() - 3);
    assertThat(bare(read(type).replace(width, "128"))).isEqualTo(bare(read("EdgeFloatTiles128")));
  }
}
