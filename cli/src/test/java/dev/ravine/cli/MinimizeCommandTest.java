package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.optim.problems.TestProblem;
import dev.ravine.optim.recipe.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinimizeCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void aProblemIsMinimizedAndTheWayIsKept() throws IOException {
    Path history = folder.resolve("history.csv");
    String[] typed = {
      "minimize", "lbfgs", "--problem", "rosenbrock:100", "--history", history.toString(), "--json"
    };
    assertThat(ravine(typed).out())
        .contains("\"problem\" : \"rosenbrock:100\"", "\"stop\" : \"gradient\"");
    assertThat(Files.readAllLines(history))
        .startsWith("iteration,evaluations,passes,value,gradientNorm")
        .hasSizeGreaterThan(10)
        .element(1)
        .asString()
        .startsWith("0,1,1,1209.99");
    assertThat(ravine(typed).err())
        .isEqualTo("ravine: %s is there already: --overwrite replaces it%n".formatted(history));
  }

  @Test
  void theReasonIsThatOfTheEnd() {
    String[] typed = {"minimize", "lbfgs", "--problem", "meyer", "--gradient-tolerance", "0"};
    assertThat(ravine(typed).out())
        .contains("no step leads to a lower value", "point")
        .doesNotContain("has not ended");
  }

  @Test
  void aHistoryThatCannotBeWrittenIsRefusedBeforeTheRun() {
    Path nowhere = folder.resolve("none/h.csv");
    String[] typed = {"minimize", "lbfgs", "--problem", "wood", "--history", nowhere.toString()};
    assertThat(ravine(typed).err())
        .isEqualTo(
            "ravine: %s can't be written: there is no folder %s%n"
                .formatted(nowhere, nowhere.getParent()));
    typed[5] = folder.toString();
    assertThat(ravine(typed).err()).contains("is a folder, and a file is to be written");
  }

  @Test
  void numbersMayBeNegativeAndOfEachCoordinate() {
    String[] typed = {
      "minimize",
      "lbfgsb",
      "--problem",
      "rosenbrock",
      "--start",
      "-1.2,0.5",
      "--lower",
      "-2,0.1",
      "--upper",
      "Infinity,0.6",
      "--json"
    };
    assertThat(ravine(typed).out()).contains("\"stop\" : \"gradient\"", ", 0.1 ]");
    typed[7] = "-2,0,1";
    assertThat(ravine(typed).err())
        .contains("--lower must have 1 number or 2, as the problem has, had 3");
  }

  @Test
  void namesOfOthersAreAnswered() {
    assertThat(ravine("minimize", "L-BFGS-B", "--problem", "wood").err())
        .contains("unknown minimizer L-BFGS-B, did you mean lbfgsb?");
    assertThat(ravine("minimize", "adam", "--problem", "wood").err())
        .contains("adam is an update rule, and a minimizer is needed here");
    assertThat(ravine("problems", "autoencoder-demo").out()).contains("kind: a sum of ");
    assertThat(ravine("problems", "wood").out()).contains("kind: a sum of 6 squares");
    assertThat(ravine("find-lr", "--optimizer", "lbfgs").err())
        .contains("find-lr needs an update rule, and lbfgs is a minimizer");
  }

  @Test
  void settingsStandInBrackets() {
    assertThat(
            ravine(
                    "minimize",
                    "conjugateGradient(polakRibierePlus,strongWolfe(curvature=0.3))",
                    "--problem",
                    "wood",
                    "--iterations",
                    "3")
                .out())
        .contains("formula=polakRibierePlus", "curvature=0.3", "wood:4")
        .contains("the iterations are used up");
  }

  @Test
  void boundsAreKept() {
    String[] bounded = {
      "minimize", "lbfgsb", "--problem", "rosenbrock:4", "--upper", "0.5", "--start", "0", "--json"
    };
    assertThat(ravine(bounded).out())
        .contains("\"value\" : 0.5", "\"stop\" : \"gradient\"", "\"point\" : [ 0.5, 0.25");
    assertThat(ravine("minimize", "lbfgsb", "--problem", "rosenbrock", "--upper", "0.5").err())
        .contains("start must be within the bounds, but coordinate 1 is 1.0, out of -Infinity");
    assertThat(ravine("minimize", "lbfgs", "--problem", "wood", "--upper", "9").err())
        .contains("the objective has bounds, which only the minimizer lbfgsb keeps to");
    assertThat(
            ravine("minimize", "lbfgsb", "--problem", "wood", "--lower", "2", "--upper", "1").err())
        .contains("lower must be at most upper");
    assertThat(ravine("minimize", "sfo", "--problem", "toy", "--lower", "0").err())
        .contains("sfo needs a sum of functions");
    assertThat(ravine("minimize", "bfgs", "--problem", "wood", "--start", "1,2").err())
        .contains("start must have 4 numbers, as the objective has, had 2");
  }

  @Test
  void mistakesAreNamed() {
    assertThat(ravine("minimize", "lbgfs", "--problem", "wood").err())
        .contains("did you mean lbfgs?");
    assertThat(ravine("minimize", "lbfgs(memory=0)", "--problem", "wood").err())
        .contains("memory must be 1 or more, was 0");
    assertThat(ravine("minimize", "lbfgs(search=strongWolfe(0.5,0.1))", "--problem", "wood").err())
        .contains("curvature must be above decrease, 0.5, was 0.1");
    assertThat(ravine("minimize", "lbfgs", "--problem", "wod").err())
        .contains("did you mean wood?");
    assertThat(ravine("minimize", "lbfgs", "--problem", "wood:5").err())
        .contains("the dimension of wood must be one of 4, was 5");
    assertThat(ravine("minimize", "lbfgs", "--problem", "rosenbrock:3").err())
        .contains("dimension must be even, 2 or more, was 3");
    assertThat(ravine("minimize", "lbfgs", "--problem", "wood", "--iterations", "0").err())
        .contains("iterations must be 1 or more, was 0");
  }

  @Test
  void everyMinimizerAndEveryProblemIsListedAndExplained() {
    String minimizers = ravine("minimizers").out();
    Stream.of(Catalogue.minimizers(), Catalogue.lineSearches())
        .flatMap(List::stream)
        .map(Catalogue.Entry::name)
        .forEach(name -> {
          assertThat(minimizers).contains("  " + name + " ");
          assertThat(ravine("minimizers", name).out().lines().count()).isGreaterThan(4);
        });
    assertThat(ravine("minimizers", "lbfgs").out())
        .contains("- memory (in [1, ∞), 10): how many pairs are kept");
    String problems = ravine("problems").out();
    TestProblem.moreGarbowHillstrom()
        .forEach(problem -> {
          assertThat(problems).contains(problem.name() + " ");
          assertThat(ravine("problems", problem.toString()).out())
              .contains(problem + ": ", "start: ");
        });
  }

  @Test
  void sumsAreMinimizedByPasses() {
    assertThat(ravine("minimize", "sfo", "--problem", "toy", "--passes", "3", "--json").out())
        .contains("\"passes\" : 3.0", "\"stop\" : \"passes\"", "\"knownMinima\" : [ ]");
    assertThat(ravine("minimize", "sfo", "--problem", "wood").err())
        .isEqualTo(
            "ravine: sfo needs a sum of functions, but the objective is one function%n"
                .formatted());
    assertThat(ravine("minimize", "lbfgs", "--problem", "toy", "--passes", "0").err())
        .contains("passes must be above 0, was 0.0");
  }

  /// Of networks too: without their data they say where it is looked for.
  @Test
  void networksAreProblems() {
    assertThat(ravine("problems").out()).contains("mnist-logistic", "7850", "cifar10-perceptron");
    assertThat(ravine("problems", "mnist-logistic").out()).contains("… (7,850 numbers)");
    String nowhere = folder.resolve("nowhere").toString();
    assertThat(
            ravine("minimize", "sfo", "--problem", "mnist-logistic", "--data-dir", nowhere).err())
        .contains("nowhere")
        .hasLineCount(1);
    assertThat(ravine("minimize", "sfo", "--problem", "toy", "--data-dir", nowhere).err())
        .contains("--data-dir must come with a problem that needs data, but toy needs none");
  }

  @Test
  void gradientsAreChecked() {
    assertThat(ravine("check-gradient", "rosenbrock:10").out())
        .startsWith(
            "rosenbrock:10: the gradient agrees with finite differences; worst at coordinate");
    assertThat(ravine("check-gradient", "toy:3").out()).contains("agrees");
    assertThat(ravine("check-gradient", "wod").err()).contains("did you mean wood?");
  }

  @Test
  void minimizersStandInComparisons(@TempDir Path out) {
    String[] typed = {
      "compare",
      "--optimizers",
      "adam:1e-3,lbfgs(memory=4),sfo",
      "--train",
      "300",
      "--validation",
      "60",
      "--batch",
      "30",
      "--epochs",
      "3",
      "--hidden",
      "16",
      "--out",
      out.resolve("compared").toString()
    };
    assertThat(ravine(typed).out())
        .contains("lbfgs(memory=4)")
        .containsPattern("sfo +seed 0 +finished after [23]\\d steps");
    assertThat(out.resolve("compared/report.html")).isNotEmptyFile();
    assertThat(ravine("compare", "--optimizers", "lbfgs:1e-3").err())
        .contains(
            "lbfgs is a minimizer, and only update rules have a learning rate behind a colon, was given 1e-3");
    assertThat(ravine("compare", "--optimizers", "sfo", "--train", "300", "--batch", "300").err())
        .contains("sfo needs a sum of 2 or more functions, such as mini-batches, but there is 1");
    assertThat(ravine("compare", "--optimizers", "lbfgs", "--clip-norm", "1").err())
        .contains("lbfgs minimizes a whole objective: only l2 and frozen can stand beside it");
  }
}
