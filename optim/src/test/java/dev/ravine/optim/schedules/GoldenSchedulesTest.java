package dev.ravine.optim.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every schedule against PyTorch's, or against its formula in another language.
class GoldenSchedulesTest {

  private static final Path FOLDER = Path.of("..", "oracle", "golden", "schedules");

  static List<Path> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  private static double measurement(long k) {
    return k < 6 ? 1.0 / (1 + k) : k < 20 ? 0.2 : 0.19 - 0.001 * (k % 5);
  }

  @ParameterizedTest
  @MethodSource("files")
  void theScheduleIsTheOracles(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Schedule schedule =
        Optimizer.parse("sgd(" + lines.getFirst().substring(2) + ")").rule().learningRate();
    double[] memory = schedule.memory().stream().mapToDouble(Schedule.Memory::initial).toArray();
    for (String line : lines.subList(1, lines.size())) {
      long k = Long.parseLong(line.substring(0, line.indexOf(',')));
      double expected = Double.parseDouble(line.substring(line.indexOf(',') + 1));
      schedule.observe(measurement(k), memory);
      double found = schedule.at(k, memory);
      assertThat(found).as("%s at %d", file.getFileName(), k).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void everyScheduleHasAFile() {
    for (Catalogue.Entry<Schedule> entry : Catalogue.schedules()) {
      boolean found =
          Files.exists(FOLDER.resolve(entry.name() + ".csv"))
              || Files.exists(FOLDER.resolve(entry.name() + "-triangular.csv"));
      assertThat(found).as(entry.name()).isTrue();
    }
  }
}
