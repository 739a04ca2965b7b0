package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindLearningRateCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void aLearningRateIsSuggestedAndDrawn() {
    Said result =
        ravine(
            "find-lr",
            "--train",
            "1000",
            "--validation",
            "50",
            "--out",
            folder.resolve("lr").toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("valley", "steepest", "minimum / 10")
        .contains("./ravine sweep --optimizer 'adam' --learning-rates", "--train '1000'");
    assertThat(folder.resolve("lr/learning-rate.svg")).content().startsWith("<svg");
    assertThat(folder.resolve("lr/learning-rate.csv"))
        .content()
        .startsWith("learningRate,loss,smooth\n1e-7,");
  }
}
