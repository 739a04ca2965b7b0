package dev.ravine.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The guides show code that is compiled and run: each Java part of theirs stands in an example.
class GuideTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static String withoutSpace(String code) {
    return code.replaceAll("(?m)//.*$", "").replaceAll("\\s+", "");
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> own = Files.walk(Path.of("."));
        Stream<Path> onSpark = Files.walk(Path.of("..", "spark", "src", "test"))) {
      return Stream.concat(own.filter(file -> file.toString().contains("src/main/java")), onSpark)
          .filter(file -> file.toString().endsWith(".java"))
          .map(GuideTest::read)
          .map(GuideTest::withoutSpace)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"library.md", "from-pytorch.md", "from-djl-and-dl4j.md", "cluster.md", "spark.md"})
  void everyJavaPartStandsInAnExample(String guide) throws IOException {
    List<String> sources = sources();
    Matcher parts = JAVA.matcher(read(Path.of("..", "docs", guide)));
    int count = 0;
    while (parts.find()) {
      String part = parts.group(1);
      assertThat(sources).as(part).anyMatch(source -> source.contains(withoutSpace(part)));
      count++;
    }
    assertThat(count).as("parts of " + guide).isPositive();
  }
}
