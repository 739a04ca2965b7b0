package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

  private static Said simulate(Path folder) {
    return ravine(
        "simulate",
        "downpour",
        "--train",
        "320",
        "--validation",
        "100",
        "--batch",
        "8",
        "--epochs",
        "3",
        "--hidden",
        "16",
        "--replicas",
        "1,5",
        "--latency",
        "0.05",
        "--crashes",
        "0.02",
        "--lost",
        "0.05",
        "--shards",
        "2",
        "--out",
        folder.toString());
  }

  @Test
  void moreReplicasAreFaster(@TempDir Path folder) throws IOException {
    Said said = simulate(folder.resolve("a"));
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    List<String> lines = said.out().lines().toList();
    double one = Double.parseDouble(lines.get(lines.size() - 3).strip().split(" +", -1)[3]);
    double five = Double.parseDouble(lines.get(lines.size() - 2).strip().split(" +", -1)[3]);
    assertThat(five).isLessThan(one / 3);
    assertThat(folder.resolve("a/simulation.svg")).content().contains("5 replicas");
    assertThat(Files.readString(folder.resolve("a/simulation.csv")).lines()).hasSize(81);
    simulate(folder.resolve("b"));
    assertThat(folder.resolve("b/simulation.csv"))
        .hasSameTextualContentAs(folder.resolve("a/simulation.csv"));
  }

  /// Of three rates the best is drawn, and when 3 replicas of each are accurate.
  @Test
  void curvesHaveTheirBestRatesInTheSameTime(@TempDir Path folder) throws IOException {
    Said said =
        ravine(
            "simulate",
            "downpour",
            "sandblaster",
            "--optimizer",
            "sgd,adagrad",
            "--learning-rates",
            "1e-9,1e-2",
            "--seeds",
            "2",
            "--time",
            "60",
            "--time-to",
            "0.5",
            "--train",
            "320",
            "--validation",
            "100",
            "--batch",
            "8",
            "--hidden",
            "16",
            "--replicas",
            "3",
            "--portions",
            "40",
            "--out",
            folder.toString());
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .containsPattern("sgd 1e-9 +3 .* never")
        .containsPattern("adagrad 0.01 +3 .* \\d+\\.\\d\n")
        .containsPattern("lbfgs +3 .*");
    assertThat(Files.readString(folder.resolve("simulation.svg")))
        .contains("adagrad, 3 replicas, at 0.01", "sandblaster, 3 replicas")
        .doesNotContain("at 1e-9");
    assertThat(folder.resolve("simulation-target.svg")).content().contains("adagrad");
    assertThat(Files.readString(folder.resolve("simulation.csv")).lines())
        .filteredOn(row -> row.startsWith("downpour,"))
        .hasSize(2 * 2 * 2 * 40);
  }

  @Test
  void divergenceOfAllIsSaid(@TempDir Path folder) {
    Said said =
        ravine(
            "simulate",
            "downpour",
            "--optimizer",
            "sgd:1e20",
            "--train",
            "200",
            "--validation",
            "50",
            "--epochs",
            "1",
            "--replicas",
            "1,2",
            "--out",
            folder.resolve("x").toString());
    assertThat(said.code()).isOne();
    assertThat(said.out())
        .contains("2  training diverged: ")
        .endsWith("nothing to draw: try a lower learning rate\n");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate hogwild | simulate knows downpour and sandblaster, not hogwild",
        "simulate downpour --seeds 0 | --seeds must be 1 or more, was 0",
        "simulate downpour --time 0 | time must be positive, was 0.0",
        "simulate sandblaster --learning-rates 1 | --learning-rates can't come with sandblaster",
        "simulate downpour --optimizer sgd:1 --learning-rates 1 | --optimizer must be without a learning rate in a sweep",
        "simulate downpour --portions 3 | --portions can't come with downpour",
        "simulate sandblaster --push-every 3 | --push-every can't come with sandblaster",
        "simulate sandblaster --optimizer adam | sandblaster needs the minimizer lbfgs, not adam",
        "simulate sandblaster --replicas 1,9 --portions 8 | replicas must be at most 8, the number",
        "simulate downpour --replicas 50 | replicas must be at most 40, so that each has a batch",
        "simulate downpour --lost 2 | lost must be in 0 … 0.9, was 2.0",
        "simulate downpour --optimizer lbfgs | shards need an update rule: lbfgs",
        "simulate downpour --shards 3 --optimizer lamb | so that it needs 1 shard, not 3",
        "simulate downpour --fetch-every 0 | fetchEvery must be 1 or more, was 0",
        "simulate downpour --folds 3 | --folds can't come with simulate",
      })
  void whatIsWrongIsSaid(String command, String message, @TempDir Path folder) {
    Said said = ravine((command + " --out " + folder.resolve("x")).split(" +", -1));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).contains(message);
    assertThat(said.out()).isEmpty();
  }
}
