package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static dev.ravine.cli.Said.small;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void aSweepRunsEveryRateAndTrainKeepsTheModel() {
    assertThat(
            small(folder, "sweep", "--optimizer", "rmsprop", "--learning-rates", "1e-4,1e-3").out())
        .containsPattern("rmsprop +1e-4")
        .containsPattern("rmsprop +1e-3");
    assertThat(
            small(
                    folder,
                    "sweep",
                    "--optimizer",
                    "adam(learningRate=5e-3)",
                    "--learning-rates",
                    "1e-4")
                .err())
        .contains("must be given once, in brackets or behind the colon");
    Path trained = folder.resolve("trained");
    Said result =
        ravine(
            "train",
            "--optimizer",
            "adam:0.002",
            "--seed",
            "5",
            "--train",
            "300",
            "--validation",
            "50",
            "--epochs",
            "1",
            "--out",
            trained.toString());
    assertThat(result.code()).isZero();
    assertThat(trained.resolve("adam-2e-3-seed5/model.safetensors")).exists();
  }
}
