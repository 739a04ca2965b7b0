package dev.ravine.optim.problems;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Problems of any number of variables (Moré, Garbow, Hillstrom 1981, section 3), at the dimensions
/// whose minima are published.
final class AnyDimension {

  private AnyDimension() {}

  static List<TestProblem> all() {
    return List.of(
        Rosenbrock.of(2),
        TestProblem.of(
            "extendedPowell",
            40,
            start(40, i -> new double[] {3, -1, 0, 1}[i % 4]),
            List.of(0.0),
            FewVariables::powellSingular),
        watson(6, 2.287670053552e-3),
        watson(9, 1.399760138098e-6),
        penalty1(4, 2.249977500114e-5),
        penalty1(10, 7.087651467090e-5),
        penalty2(4, 9.376293283e-6),
        penalty2(10, 2.936605374e-4),
        variablyDimensioned(10),
        trigonometric(10),
        brownAlmostLinear(10),
        NonlinearEquations.discreteBoundaryValue(10),
        NonlinearEquations.discreteIntegral(10),
        NonlinearEquations.broydenTridiagonal(10),
        NonlinearEquations.broydenBanded(10),
        TestProblem.of(
            "linearFullRank",
            20,
            start(10, i -> 1),
            List.of(10.0),
            (x, r, j) -> {
              double sum = Arrays.stream(x).sum();
              for (int i = 0; i < r.length; i++) {
                r[i] = (i < x.length ? x[i] : 0) - 2.0 / r.length * sum - 1;
                for (int k = 0; j != null && k < x.length; k++) {
                  j[i][k] = (i == k ? 1 : 0) - 2.0 / r.length;
                }
              }
            }),
        TestProblem.of(
            "linearRank1",
            20,
            start(10, i -> 1),
            List.of(20 * 19 / 2.0 / 41),
            (x, r, j) -> {
              double sum = IntStream.range(0, x.length).mapToDouble(k -> (k + 1) * x[k]).sum();
              for (int i = 0; i < r.length; i++) {
                r[i] = (i + 1) * sum - 1;
                for (int k = 0; j != null && k < x.length; k++) {
                  j[i][k] = (i + 1.0) * (k + 1);
                }
              }
            }),
        TestProblem.of(
            "linearRank1ZeroColumns",
            20,
            start(10, i -> 1),
            List.of((400 + 60 - 6) / (2.0 * 37)),
            (x, r, j) -> {
              double sum = IntStream.range(1, x.length - 1).mapToDouble(k -> (k + 1) * x[k]).sum();
              for (int i = 0; i < r.length; i++) {
                boolean zero = i == 0 || i == r.length - 1;
                r[i] = (zero ? 0 : i * sum) - 1;
                for (int k = 1; j != null && !zero && k < x.length - 1; k++) {
                  j[i][k] = i * (k + 1.0);
                }
              }
            }),
        chebyquad(8, 3.516873725677e-3),
        chebyquad(9, 0),
        chebyquad(10, 6.503954800e-3));
  }

  static double[] start(int n, IntToDoubleFunction x) {
    return IntStream.range(0, n).mapToDouble(x).toArray();
  }

  private static TestProblem watson(int n, double minimum) {
    return TestProblem.of(
        "watson",
        31,
        start(n, i -> 0),
        List.of(minimum),
        (x, r, j) -> {
          for (int i = 1; i <= 29; i++) {
            double t = i / 29.0;
            double sum = 0;
            double slope = 0;
            double power = 1;
            for (int k = 0; k < x.length; k++) {
              sum += x[k] * power;
              if (k + 1 < x.length) {
                slope += (k + 1) * x[k + 1] * power;
              }
              power *= t;
            }
            r[i - 1] = slope - sum * sum - 1;
            for (int k = 0; j != null && k < x.length; k++) {
              j[i - 1][k] = (k == 0 ? 0 : k * pow(t, k - 1)) - 2 * sum * pow(t, k);
            }
          }
          r[29] = x[0];
          r[30] = x[1] - x[0] * x[0] - 1;
          if (j != null) {
            j[29][0] = 1;
            j[30][0] = -2 * x[0];
            j[30][1] = 1;
          }
        });
  }

  private static TestProblem penalty1(int n, double minimum) {
    return TestProblem.of(
        "penalty1",
        n + 1,
        start(n, i -> i + 1),
        List.of(minimum),
        (x, r, j) -> {
          double root = sqrt(1e-5);
          r[x.length] = -0.25;
          for (int i = 0; i < x.length; i++) {
            r[i] = root * (x[i] - 1);
            r[x.length] += x[i] * x[i];
            if (j != null) {
              j[i][i] = root;
              j[x.length][i] = 2 * x[i];
            }
          }
        });
  }

  private static TestProblem penalty2(int n, double minimum) {
    return TestProblem.of(
        "penalty2",
        2 * n,
        start(n, i -> 0.5),
        List.of(minimum),
        (x, r, j) -> {
          double root = sqrt(1e-5);
          r[0] = x[0] - 0.2;
          r[2 * n - 1] = -1;
          if (j != null) {
            j[0][0] = 1;
          }
          for (int i = 0; i < n; i++) {
            r[2 * n - 1] += (n - i) * x[i] * x[i];
            if (j != null) {
              j[2 * n - 1][i] = 2.0 * (n - i) * x[i];
            }
          }
          for (int i = 1; i < n; i++) {
            double y = exp((i + 1) / 10.0) + exp(i / 10.0);
            r[i] = root * (exp(x[i] / 10) + exp(x[i - 1] / 10) - y);
            r[n + i - 1] = root * (exp(x[i] / 10) - exp(-0.1));
            if (j != null) {
              j[i][i] = root * exp(x[i] / 10) / 10;
              j[i][i - 1] = root * exp(x[i - 1] / 10) / 10;
              j[n + i - 1][i] = root * exp(x[i] / 10) / 10;
            }
          }
        });
  }

  private static TestProblem variablyDimensioned(int n) {
    return TestProblem.of(
        "variablyDimensioned",
        n + 2,
        start(n, i -> 1 - (i + 1.0) / n),
        List.of(0.0),
        (x, r, j) -> {
          double sum = IntStream.range(0, n).mapToDouble(i -> (i + 1) * (x[i] - 1)).sum();
          r[n] = sum;
          r[n + 1] = sum * sum;
          for (int i = 0; i < n; i++) {
            r[i] = x[i] - 1;
            if (j != null) {
              j[i][i] = 1;
              j[n][i] = i + 1.0;
              j[n + 1][i] = 2 * sum * (i + 1);
            }
          }
        });
  }

  private static TestProblem trigonometric(int n) {
    return TestProblem.of(
        "trigonometric",
        n,
        start(n, i -> 1.0 / n),
        List.of(0.0, 2.795056121876e-5),
        (x, r, j) -> {
          double cosines = Arrays.stream(x).map(StrictMath::cos).sum();
          for (int i = 0; i < n; i++) {
            r[i] = n - cosines + (i + 1) * (1 - cos(x[i])) - sin(x[i]);
            for (int k = 0; j != null && k < n; k++) {
              j[i][k] = sin(x[k]) + (i == k ? (i + 1) * sin(x[i]) - cos(x[i]) : 0);
            }
          }
        });
  }

  private static TestProblem brownAlmostLinear(int n) {
    return TestProblem.of(
        "brownAlmostLinear",
        n,
        start(n, i -> 0.5),
        List.of(0.0, 1.0),
        (x, r, j) -> {
          double sum = Arrays.stream(x).sum();
          double product = Arrays.stream(x).reduce(1, (a, b) -> a * b);
          for (int i = 0; i < n - 1; i++) {
            r[i] = x[i] + sum - (n + 1);
            for (int k = 0; j != null && k < n; k++) {
              j[i][k] = i == k ? 2 : 1;
            }
          }
          r[n - 1] = product - 1;
          for (int k = 0; j != null && k < n; k++) {
            double others = 1;
            for (int l = 0; l < n; l++) {
              others *= l == k ? 1 : x[l];
            }
            j[n - 1][k] = others;
          }
        });
  }

  /// Quadrature with equal weights: shifted Chebyshev polynomials must have their integrals.
  private static TestProblem chebyquad(int n, double minimum) {
    return TestProblem.of(
        "chebyquad",
        n,
        start(n, i -> (i + 1.0) / (n + 1)),
        List.of(minimum),
        (x, r, j) -> {
          for (int k = 0; k < n; k++) {
            double before = 1;
            double now = 2 * x[k] - 1;
            double slopeBefore = 0;
            double slope = 2;
            for (int i = 0; i < n; i++) {
              r[i] += now / n;
              if (j != null) {
                j[i][k] = slope / n;
              }
              double next = 2 * (2 * x[k] - 1) * now - before;
              double slopeNext = 4 * now + 2 * (2 * x[k] - 1) * slope - slopeBefore;
              before = now;
              now = next;
              slopeBefore = slope;
              slope = slopeNext;
            }
          }
          for (int i = 1; i < n; i += 2) {
            r[i] += 1.0 / ((i + 1.0) * (i + 1.0) - 1);
          }
        });
  }
}
