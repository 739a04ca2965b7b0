package dev.ravine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  @TempDir private Path folder;

  private record Result(int code, String out, String err) {}

  private static Result ravine(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream toOut = new ByteArrayOutputStream();
    ByteArrayOutputStream toErr = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(toOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(toErr, true, StandardCharsets.UTF_8));
      int code = Main.run(arguments);
      return new Result(
          code, toOut.toString(StandardCharsets.UTF_8), toErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private Result small(String... arguments) {
    String[] all = new String[arguments.length + 8];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    String[] rest = {
      "--train",
      "300",
      "--validation",
      "100",
      "--epochs",
      "2",
      "--out",
      folder.resolve("out").toString()
    };
    System.arraycopy(rest, 0, all, arguments.length, 8);
    return ravine(all);
  }

  @Test
  void compareTrainsEveryRuleAndKeepsTheResults() {
    Result result = small("compare");
    assertThat(result.err).isEmpty();
    assertThat(result.code).isZero();
    for (String rule : new String[] {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"}) {
      assertThat(result.out).containsPattern("(?m)^" + rule + " .* finished$");
    }
    assertThat(folder.resolve("out/summary.json"))
        .content()
        .contains("\"command\" : \"ravine compare --train 300 --validation 100");
    assertThat(folder.resolve("out/report.html")).exists();
    assertThat(folder.resolve("out/adam-1e-3-seed0/run.json")).exists();
  }

  @Test
  void aDivergingRunIsAResult() {
    Result result = small("compare", "--optimizers", "sgd:1e9,adam", "--seeds", "2");
    assertThat(result.code).isZero();
    assertThat(result.out).containsPattern("sgd .* diverged at step \\d+");
    assertThat(result.out.lastIndexOf("sgd "))
        .as("ranked last")
        .isGreaterThan(result.out.lastIndexOf("adam "));
  }

  @Test
  void sweepTriesEveryRateAndTrainKeepsTheModel() {
    assertThat(small("sweep", "--optimizer", "rmsprop", "--learning-rates", "1e-4,1e-3").out)
        .containsPattern("rmsprop +1e-4")
        .containsPattern("rmsprop +1e-3");
    Path trained = folder.resolve("trained");
    Result result =
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
    assertThat(result.code).isZero();
    assertThat(trained.resolve("adam-2e-3-seed5/model.safetensors")).exists();
  }

  @Test
  void traceShowsEveryStep() throws IOException {
    Path file = folder.resolve("gradients.csv");
    Files.writeString(file, "1,2,3\n-1, 0.5 ,2\n\n");
    Result result =
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
    assertThat(result.err).isEmpty();
    assertThat(result.out.lines())
        .containsExactly(
            "step,theta0,theta1,theta2,velocity0,velocity1,velocity2",
            "1,0.899999976,1.79999995,2.70000005,-0.100000001,-0.200000003,-0.300000012",
            "2,0.949999988,1.64999998,2.34999990,0.0500000007,-0.150000006,-0.350000024");
  }

  @Test
  void traceExplainsBadFiles() throws IOException {
    Path file = folder.resolve("gradients.csv");
    Files.writeString(file, "1,2\n1\n");
    assertThat(ravine("trace", "sgd", "--gradients", file.toString()))
        .isEqualTo(
            new Result(
                2,
                "",
                "ravine: "
                    + file
                    + ", line 2 must have 2 numbers like the first gradient, had 1\n"));
    Files.writeString(file, "1,x\n");
    assertThat(ravine("trace", "sgd", "--gradients", file.toString()).err)
        .isEqualTo("ravine: " + file + ", line 1: element 2 must be a number, was \"x\"\n");
    Files.writeString(file, "\n");
    assertThat(ravine("trace", "sgd", "--gradients", file.toString()).err)
        .isEqualTo("ravine: " + file + " must hold at least one gradient\n");
    assertThat(ravine("trace", "sgd", "--gradients", folder.resolve("none").toString()).err)
        .isEqualTo("ravine: " + folder.resolve("none") + " is missing\n");
    Files.writeString(file, "1,2\n");
    assertThat(ravine("trace", "sgd", "--theta", "1", "--gradients", file.toString()).err)
        .isEqualTo("ravine: --theta must have as many numbers as a gradient, 2, had 1\n");
    assertThat(ravine("trace", "adam", "--set", "beta3=1", "--gradients", file.toString()).err)
        .isEqualTo(
            "ravine: unknown hyper-parameter beta3, did you mean beta1?"
                + " Known are learningRate, beta1, beta2, epsilon\n");
    assertThat(ravine("trace", "adam", "--set", "beta1", "--gradients", file.toString()).err)
        .isEqualTo("ravine: --set must be NAME=VALUE, was beta1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compar | unknown command compar, did you mean compare? Known are",
        "compare --bacht 5 | unknown option --bacht, did you mean --batch? Known are",
        "compare --optimizers adm | unknown update rule adm, did you mean adam? Known are",
        "compare --optimizers adam:0 | learningRate must be positive, was 0.0",
        "compare --optimizers adam:-1 | learningRate must be positive, was -1.0",
        "compare --optimizers adam:NaN | learningRate must be positive, was NaN",
        "compare --optimizers adam:fast | learningRate of adam must be a number, was \"fast\"",
        "compare --optimizers adam,adam | every run must be another, but adam-1e-3-seed0",
        "compare --data cifar | unknown data set cifar, did you mean cifar10? Known are",
        "compare --data mnist --data-dir . | mnist is not in .: name its folder with --data-dir",
        "compare --threads 1000 | --threads must be at most 256, was 1000",
        "compare --train 2000000000 --validation 2000000000 | --train and --validation must be at most",
        "compare --epochs 100000000 | epochs must keep a run below 10000000 steps, was 100000000",
        "trace sgd --gradients src | src can't be read: Is a directory",
        "compare --threads 0 | --threads must be 1 or more, was 0",
        "compare --epochs 0 | --epochs must be 1 or more, was 0",
        "compare --batch 0 | --batch must be 1 or more, was 0",
        "compare --seeds 0 | --seeds must be 1 or more, was 0",
        "compare --train 0 | --train must be 1 or more, was 0",
        "compare --validation -5 | --validation must be 1 or more, was -5",
        "compare --train 50 --batch 51 | --batch must be at most the number of training examples, 50, was 51",
        "compare --epochs many | Invalid value for option '--epochs': 'many' is not an int",
        "sweep --learning-rates 1e-3,x | learningRate of adam must be a number, was \"x\"",
        "train --optimizer sgdd | unknown update rule sgdd, did you mean sgd?",
        "trace adam | Missing required option: '--gradients=FILE'",
        "data --fetch cifar | unknown data set cifar, did you mean cifar10?",
        "data --fetch strokes | strokes needs no download",
        "compare --out pom.xml | pom.xml is a file, but must be a folder",
        "compare --out . | . holds something already",
      })
  void whatIsWrongIsSaidInOneLine(String typed, String message) {
    Result result = ravine(typed.split(" "));
    assertThat(result.code).isEqualTo(2);
    assertThat(result.err.lines()).hasSize(1);
    assertThat(result.err).startsWith("ravine: " + message);
  }

  @Test
  void aStackTraceIsPrintedWhenAskedFor() {
    Result result = ravine("compare", "--optimizers", "adm", "--stacktrace");
    assertThat(result.code).isEqualTo(2);
    assertThat(result.err).startsWith("ravine: unknown update rule").contains("\tat dev.ravine");
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command : new String[] {"compare", "sweep", "train", "trace", "data"}) {
      Result result = ravine(command, "--help");
      assertThat(result.code).isZero();
      assertThat(result.out).startsWith("Usage: ravine " + command);
    }
    assertThat(ravine("--help").out).contains("compare", "sweep", "train", "trace", "data");
    assertThat(ravine().out).isEqualTo(ravine("--help").out);
    assertThat(ravine("--version").out).startsWith("ravine 0.");
  }

  @Test
  void dataListsWhatIsKnown() {
    assertThat(ravine("data", "--data-dir", folder.toString()).out)
        .contains("strokes", "built in", "not in " + folder + "; ravine data --fetch mnist");
  }
}
