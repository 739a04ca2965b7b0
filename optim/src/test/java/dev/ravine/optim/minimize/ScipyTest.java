package dev.ravine.optim.minimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.optim.problems.TestProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against SciPy's methods of the same names, on the problems of Moré, Garbow and Hillstrom, with
/// the same rules to stop (`oracle/minimize.py`).
class ScipyTest {

  private static final double FTOL = 2.220446049250313e-9;

  private static final Map<String, Minimizer> METHODS =
      Map.of(
          "lbfgs", Lbfgs.of(),
          "bfgs", Bfgs.of(),
          "conjugateGradient", ConjugateGradient.of(ConjugateGradient.Formula.POLAK_RIBIERE_PLUS));

  /// Whether a value is one of the known minima.
  private static boolean isMinimum(TestProblem problem, double value) {
    return problem.minima().stream()
        .anyMatch(minimum -> Math.abs(value - minimum) <= 1e-3 * Math.max(minimum, 1e-2));
  }

  @ParameterizedTest
  @CsvSource({"lbfgs, 1.1", "bfgs, 1.1", "conjugateGradient, 1.1"})
  void whatScipySolvesIsSolvedInAsManyEvaluations(String method, double bound) throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("..", "oracle", "golden", "minimize", "scipy.csv")).stream()
            .filter(line -> line.contains("," + method + ","))
            .toList();
    StoppingRules rules =
        StoppingRules.USUAL.valueTolerance(method.equals("lbfgs") ? FTOL : 0).evaluations(20_000);
    long theirs = 0;
    long ours = 0;
    int solved = 0;
    for (String line : lines) {
      String[] cells = line.split(",", -1);
      TestProblem problem =
          TestProblem.moreGarbowHillstrom().stream()
              .filter(one -> one.label().equals(cells[0]))
              .findFirst()
              .orElseThrow();
      if (!isMinimum(problem, Double.parseDouble(cells[2]))) {
        continue;
      }
      Minimum minimum =
          Objects.requireNonNull(METHODS.get(method)).minimize(problem, problem.start(), rules);
      assertThat(isMinimum(problem, minimum.value()))
          .as("%s by %s: %s, SciPy found %s", problem, method, minimum, cells[2])
          .isTrue();
      solved++;
      theirs += Long.parseLong(cells[3]);
      ours += minimum.evaluations();
    }
    System.out.printf("%s: %d problems, %d evaluations, SciPy %d%n", method, solved, ours, theirs);
    assertThat(solved).isGreaterThan(30);
    assertThat((double) ours / theirs).isLessThan(bound);
  }
}
