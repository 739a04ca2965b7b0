package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

  @Test
  void shellsCompleteCommands() {
    Said result = ravine("generate-completion");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("complete -F _complete_ravine", "--learning-rates");
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
        "compare --optimizers adam:NaN | learningRate of adam must be a number or a schedule, was \"NaN\"",
        "compare --optimizers adam:fast | learningRate of adam must be a number or a schedule, was \"fast\"",
        "compare --optimizers adam,adam | runs must differ, but adam-1e-3-seed0",
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
        "sweep --learning-rates 1e-3,x | learningRate of adam must be a number or a schedule, was \"x\"",
        "train --hidden 900000,900000 --train 100 | hidden layers of 2x900000 make 8.11e+11 parameters, which need",
        "train --more 3 | there is no option --more: to continue a training that ended: ./ravine resume FOLDER --more 10",
        "train --optimizer adam(lr=1) | unknown hyper-parameter of adam lr, did you mean learningRate?",
        "train --optimizer sgdd | unknown update rule sgdd, did you mean sgd?",
        "trace adam | Missing required option: '--gradients=FILE'",
        "data --fetch cifar | unknown data set cifar, did you mean cifar10?",
        "data --data-dir none | --data-dir must be a folder, was none",
        "data --fetch strokes | strokes needs no download",
        "compare --out pom.xml | pom.xml is a file, but must be a folder",
        "compare --out . | . holds something already",
        "compare --data-dir src | --data-dir must come with a data set that is downloaded",
        "compare --optimizers adam: | learningRate of adam must be a number or a schedule, was \"\"",
        "compare --optimizers , | an optimizer must be named, was \"\"",
        "compare --optimizers adam(bta1=0.8) | unknown hyper-parameter of adam bta1, did you mean beta1?",
        "compare --optimizers sam(1) | an optimizer has exactly one update rule, was given 0",
        "surface --function rosenbrok | unknown function rosenbrok, did you mean rosenbrock?",
        "surface --start 1 | --start must be two numbers, x,y, was 1 of them",
        "surface --steps 0 | --steps must be in 1 … 100000, was 0",
        "surface --start 1,NaN | --start must be two finite numbers, was [1.0, NaN]",
        "run nothing.yaml | nothing.yaml",
        "run src | src must be an experiment's file, but is a folder",
        "run ../experiments/figure-2.yaml --set epoch | a setting must be NAME=VALUE, such as beta1=0.9, was \"epoch\"",
        "run ../experiments/figure-2.yaml --set epochs=0 | --set: epochs must be a whole number from 1 to 1000000, was 0",
        "sweep --optimizer adam:1e-3 | --optimizer must be without a learning rate in a sweep",
        "resume src | src must be the folder of an experiment, with experiment.json in it",
        "resume | Missing required parameter: 'RUN-FOLDER'",
        "optimizers adma | unknown name adma, did you mean adam? Known are sgd",
        "schedule step(1) | step needs factor",
        "schedule cosine(1,10) --steps 0 | --steps must be 1 or more, was 0",
        "find-lr --lowest 1 --highest 0.1 --train 300 | learning rates must grow from a positive one",
        "find-lr --steps 3 --train 300 | steps must be 20 or more, was 3",
      })
  void errorsAreOneLine(String typed, String message) {
    Said result = ravine(typed.replace('%', '|').split(" "));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith("ravine: " + message);
  }

  @Test
  void aStackTraceIsPrintedWhenAskedFor() {
    Said result = ravine("compare", "--optimizers", "adm", "--stacktrace");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("ravine: unknown update rule").contains("\tat dev.ravine");
  }

  @Test
  void jarsOfOthersMustBeThere() {
    Main.checkClassPath("");
    Main.checkClassPath("*" + File.pathSeparator + ".");
    assertThatThrownBy(() -> Main.checkClassPath("." + File.pathSeparator + "nope.jar"))
        .hasMessage("RAVINE_CLASS_PATH: nope.jar is missing");
    assertThat(Main.rootMessage(new ExceptionInInitializerError(new IllegalStateException("why"))))
        .isEqualTo("why");
  }

  @Test
  void everyCommandExplainsItself() {
    Set<String> commands = new CommandLine(new Main()).getSubcommands().keySet();
    assertThat(commands).hasSizeGreaterThan(15);
    for (String command : commands) {
      Said result = ravine(command, "--help");
      assertThat(result.code()).as(command).isZero();
      assertThat(result.out()).contains("Usage: ravine").contains(command);
      assertThat(result.out()).as(command).doesNotContain("null");
      assertThat(ravine("--help").out()).contains("  " + command + " ");
    }
    assertThat(ravine("--help").out()).contains("compare", "sweep", "train", "trace", "data");
    assertThat(ravine().out()).isEqualTo(ravine("--help").out());
    assertThat(ravine("--version").out()).startsWith("ravine 0.");
  }
}
