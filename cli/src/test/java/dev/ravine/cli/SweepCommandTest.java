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

  @Test
  void otherSettingsAreSweptWithTheRates() {
    assertThat(small(folder, "sweep", "--optimizer", "lbfgs", "--set", "memory=2,5").out())
        .contains("lbfgs memory=2", "lbfgs memory=5");
    assertThat(
            small(
                    folder.resolve("two"),
                    "sweep",
                    "--optimizer",
                    "adam",
                    "--learning-rates",
                    "1e-3",
                    "--set",
                    "beta1=0.8,0.9")
                .out())
        .contains("adam beta1=0.8", "adam beta1=0.9");
    assertThat(small(folder, "sweep", "--optimizer", "lbfgs").err())
        .contains(
            "lbfgs is a minimizer, and --learning-rates are for update rules: sweep its settings, such as --set"
                + " memory=");
    assertThat(small(folder, "sweep", "--set", "beta1").err())
        .contains("a setting must be NAME=VALUE, such as beta1=0.9, was \"beta1\"");
  }
}
