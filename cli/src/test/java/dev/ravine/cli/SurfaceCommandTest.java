package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurfaceCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void pathsAreDrawnAndBareNamesTuned() throws IOException {
    Path out = folder.resolve("surface");
    Said result =
        ravine(
            "surface",
            "--function",
            "ravine",
            "--steps",
            "50",
            "--optimizers",
            "sgd,momentum:0.01,sgd:9",
            "--out",
            out.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .startsWith("ravine, 50 steps")
        .containsPattern("sgd 0.032 +ends at \\(")
        .containsPattern("momentum 0.01 +ends at \\(")
        .containsPattern("sgd 9 +left all bounds after \\d+ steps")
        .contains("lowest at (0.0000, 0.0000)");
    assertThat(out.resolve("surface.svg")).content().startsWith("<svg").contains("sgd 0.032");
    assertThat(out.resolve("surface.html"))
        .content()
        .contains("default-src 'none'", "\"label\":\"sgd 0.032\"");
    List<String> lines = Files.readAllLines(out.resolve("paths.csv"));
    assertThat(lines.getFirst()).isEqualTo("optimizer,step,x,y,height");
    assertThat(lines.get(1)).isEqualTo("sgd 0.032,0,-9,2,140.5");
  }
}
