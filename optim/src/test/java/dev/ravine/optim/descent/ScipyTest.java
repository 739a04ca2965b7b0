package dev.ravine.optim.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.TestProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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

  private static List<String> golden(String method) throws IOException {
    return Files.readAllLines(Path.of("..", "oracle", "golden", "minimize", "scipy.csv")).stream()
        .filter(line -> line.contains("," + method + ","))
        .toList();
  }

  private static TestProblem problem(String label) {
    return TestProblem.moreGarbowHillstrom().stream()
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  /// The published start, or one some billionths from it.
  private static double[] start(TestProblem problem, int shift) {
    return Arrays.stream(problem.start())
        .map(x -> x + shift * 1e-9 * Math.max(1, Math.abs(x)))
        .toArray();
  }

  /// Bounds near a start: above, below, or both, by turns.
  private static Bounds around(double[] start) {
    double[] lower = new double[start.length];
    double[] upper = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      double width = 0.2 * Math.max(1, Math.abs(start[i]));
      lower[i] = i % 3 == 0 ? Double.NEGATIVE_INFINITY : start[i] - width;
      upper[i] = i % 3 == 1 ? Double.POSITIVE_INFINITY : start[i] + width;
    }
    return Bounds.of(lower, upper);
  }

  /// Of Meyer's problem, whose curvatures differ by a factor of 1e10, about three starts in five
  /// lead to the minimum, by either code; the others end where a step gains too little.
  @Test
  void withBoundsTheMinimaAreScipysInAsManyEvaluations() throws IOException {
    StoppingRules rules = StoppingRules.USUAL.valueTolerance(FTOL).evaluations(20_000);
    Map<String, Double> ourBest = new TreeMap<>();
    Map<String, Double> theirBest = new TreeMap<>();
    long theirs = 0;
    long ours = 0;
    int equal = 0;
    for (String line : golden("lbfgsb")) {
      String[] cells = line.split(",", -1);
      TestProblem problem = problem(cells[0]);
      double[] start = start(problem, Integer.parseInt(cells[1]));
      Bounds bounds = around(problem.start());
      Minimum minimum = Lbfgsb.of().minimize(problem.within(bounds), start, rules);
      bounds.check(minimum.point());
      double value = Double.parseDouble(cells[3]);
      ourBest.merge(cells[0], minimum.value(), Math::min);
      theirBest.merge(cells[0], value, Math::min);
      if (Math.abs(minimum.value() - value) <= near(value)) {
        theirs += Long.parseLong(cells[4]);
        ours += minimum.evaluations();
        equal++;
      }
    }
    System.out.printf("lbfgsb: %d equal, %d evaluations, SciPy %d%n", equal, ours, theirs);
    assertThat(theirBest).hasSize(39);
    theirBest.forEach((name, value) ->
        assertThat(Objects.requireNonNull(ourBest.get(name)))
            .as(name)
            .isCloseTo(value, within(near(value))));
    assertThat(equal).isGreaterThan(5 * 38);
    assertThat((double) ours / theirs).isLessThan(1.1);
  }

  private static double near(double value) {
    return 1e-3 * Math.max(Math.abs(value), 1e-2);
  }

  @ParameterizedTest
  @CsvSource({"lbfgs, 1.1", "bfgs, 1.1", "conjugateGradient, 1.1"})
  void whatScipySolvesIsSolvedInAsManyEvaluations(String method, double bound) throws IOException {
    StoppingRules rules =
        StoppingRules.USUAL.valueTolerance(method.equals("lbfgs") ? FTOL : 0).evaluations(20_000);
    long theirs = 0;
    long ours = 0;
    int solved = 0;
    for (String line : golden(method)) {
      String[] cells = line.split(",", -1);
      TestProblem problem = problem(cells[0]);
      double[] start = start(problem, Integer.parseInt(cells[1]));
      if (!isMinimum(problem, Double.parseDouble(cells[3]))) {
        continue;
      }
      Minimum minimum = Objects.requireNonNull(METHODS.get(method)).minimize(problem, start, rules);
      assertThat(isMinimum(problem, minimum.value()))
          .as("%s by %s: %s, SciPy found %s", problem, method, minimum, cells[3])
          .isTrue();
      solved++;
      theirs += Long.parseLong(cells[4]);
      ours += minimum.evaluations();
    }
    System.out.printf("%s: %d runs, %d evaluations, SciPy %d%n", method, solved, ours, theirs);
    assertThat(solved).isGreaterThan(5 * 30);
    assertThat((double) ours / theirs).isLessThan(bound);
  }
}
