package dev.ravine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.recipe.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTrajectoryTest {

  static final Path FOLDER = Path.of("..", "oracle", "golden");

  static List<String> names() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".csv"))
          .map(file -> file.substring(0, file.length() - 4))
          .sorted()
          .toList();
    }
  }

  private static GoldenTrajectory read(String name) {
    return GoldenTrajectory.read(FOLDER.resolve(name + ".csv"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theRecipeFollowsTheOracle(String name) {
    read(name).check();
  }

  @Test
  void everyRuleHasATrajectoryWhoseLearningRateChanges() throws IOException {
    List<String> rules = Catalogue.names().stream().filter(r -> !r.equals("frozen")).toList();
    assertThat(names())
        .as("golden trajectories that oracle/trajectories.py writes")
        .containsAll(rules);
    for (String rule : rules) {
      assertThat(read(rule).learningRateChanges()).as(rule).isTrue();
    }
    assertThat(names().stream().filter(name -> !name.contains("-")))
        .as("golden trajectories of rules that there are")
        .isSubsetOf(rules);
  }

  @Test
  void aWrongTrajectoryIsNoticed(@TempDir Path folder) throws IOException {
    Path wrong = folder.resolve("wrong.csv");
    String text = Files.readString(FOLDER.resolve("lion.csv"));
    Files.writeString(wrong, text.replace("beta1=0.8,beta2=0.95", "beta1=0.95,beta2=0.8"));
    assertThatThrownBy(() -> GoldenTrajectory.read(wrong).check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("wrong.csv: error of theta");
  }

  @Test
  void aWeakTrajectoryIsRefused(@TempDir Path folder) throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve("sgd.csv"));
    Path few = Files.write(folder.resolve("few.csv"), lines.subList(0, 9));
    assertThatThrownBy(() -> GoldenTrajectory.read(few))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("steps in");
  }
}
