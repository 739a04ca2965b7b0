package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void recipesThatNeedASecondGradientAreTraced() throws IOException {
    Path file = Files.writeString(folder.resolve("g.csv"), "\ufeff1,2\n3,4\n5,6\n7,8\n");
    Said result =
        ravine("trace", "sam(0.1) | sgd(1) | ema(0.5)", "--slots", "--gradients", file.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo(
            """
            step,theta0,theta1,evaluation0,evaluation1,average0,average1
            1,-3.00000000,-4.00000000,-3.00000000,-4.00000000,-3.00000000,-4.00000000
            2,-10.0000000,-12.0000000,-6.50000000,-8.00000000,-6.50000000,-8.00000000
            """);
    Files.writeString(file, "1,2\n");
    assertThat(ravine("trace", "sam(0.1) | sgd", "--gradients", file.toString()).err())
        .isEqualTo(
            "ravine: %s must have two gradients for each step of this recipe, had one at its end\n"
                .formatted(file));
  }

  @Test
  void everyStepIsPrinted() throws IOException {
    Path file = folder.resolve("gradients.csv");
    Files.writeString(file, "1,2,3\n-1, 0.5 ,2\n\n");
    Said result =
        ravine(
            "trace",
            "momentum",
            "--set",
            "learningRate=0.1",
            "--set",
            "momentum=0.5",
            "--theta",
            "1,2,3",
            "--gradients",
            file.toString(),
            "--slots");
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .containsExactly(
            "step,theta0,theta1,theta2,velocity0,velocity1,velocity2",
            "1,0.899999976,1.79999995,2.70000005,-0.100000001,-0.200000003,-0.300000012",
            "2,0.949999988,1.64999998,2.34999990,0.0500000007,-0.150000006,-0.350000024");
  }

  @Test
  void badFilesAreExplained() throws IOException {
    Path file = folder.resolve("gradients.csv");
    Files.writeString(file, "1,2\n1\n");
    assertThat(ravine("trace", "sgd", "--gradients", file.toString()))
        .isEqualTo(
            new Said(
                2,
                "",
                "ravine: "
                    + file
                    + ", line 2 must have 2 numbers like the first gradient, had 1\n"));
    Files.writeString(file, "1,x\n");
    assertThat(ravine("trace", "sgd", "--gradients", file.toString()).err())
        .isEqualTo("ravine: " + file + ", line 1: element 2 must be a number, was \"x\"\n");
    Files.writeString(file, "\n");
    assertThat(ravine("trace", "sgd", "--gradients", file.toString()).err())
        .isEqualTo("ravine: " + file + " must hold at least one gradient\n");
    assertThat(ravine("trace", "sgd", "--gradients", folder.resolve("none").toString()).err())
        .isEqualTo("ravine: " + folder.resolve("none") + " is missing\n");
    Files.writeString(file, "1,2\n");
    assertThat(ravine("trace", "sgd", "--theta", "1", "--gradients", file.toString()).err())
        .isEqualTo("ravine: --theta must have as many numbers as a gradient, 2, had 1\n");
    assertThat(ravine("trace", "adam", "--set", "beta3=1", "--gradients", file.toString()).err())
        .isEqualTo(
            "ravine: unknown hyper-parameter beta3, did you mean beta1?"
                + " Known are learningRate, beta1, beta2, epsilon\n");
    assertThat(ravine("trace", "adam", "--set", "beta1", "--gradients", file.toString()).err())
        .isEqualTo("ravine: a setting must be NAME=VALUE, such as beta1=0.9, was \"beta1\"\n");
  }
}
