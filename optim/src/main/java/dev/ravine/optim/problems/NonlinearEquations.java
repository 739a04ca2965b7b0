package dev.ravine.optim.problems;

import java.util.List;

/// Discretized equations and banded systems, solved by making their residuals small (Moré, Garbow,
/// Hillstrom 1981, problems 28 to 31).
final class NonlinearEquations {

  private NonlinearEquations() {}

  static TestProblem discreteBoundaryValue(int n) {
    double h = 1.0 / (n + 1);
    return TestProblem.of(
        "discreteBoundaryValue",
        n,
        AnyDimension.start(n, i -> (i + 1) * h * ((i + 1) * h - 1)),
        List.of(0.0),
        (x, r, j) -> {
          for (int i = 0; i < n; i++) {
            double t = x[i] + (i + 1) * h + 1;
            r[i] =
                2 * x[i]
                    - (i > 0 ? x[i - 1] : 0)
                    - (i + 1 < n ? x[i + 1] : 0)
                    + h * h * t * t * t / 2;
            if (j != null) {
              j[i][i] = 2 + 1.5 * h * h * t * t;
              if (i > 0) {
                j[i][i - 1] = -1;
              }
              if (i + 1 < n) {
                j[i][i + 1] = -1;
              }
            }
          }
        });
  }

  static TestProblem discreteIntegral(int n) {
    double h = 1.0 / (n + 1);
    return TestProblem.of(
        "discreteIntegral",
        n,
        AnyDimension.start(n, i -> (i + 1) * h * ((i + 1) * h - 1)),
        List.of(0.0),
        (x, r, j) -> {
          for (int i = 0; i < n; i++) {
            double ti = (i + 1) * h;
            r[i] = x[i];
            for (int k = 0; k < n; k++) {
              double tk = (k + 1) * h;
              double factor = h / 2 * (k <= i ? (1 - ti) * tk : ti * (1 - tk));
              double u = x[k] + tk + 1;
              r[i] += factor * u * u * u;
              if (j != null) {
                j[i][k] = (i == k ? 1 : 0) + 3 * factor * u * u;
              }
            }
          }
        });
  }

  static TestProblem broydenTridiagonal(int n) {
    return TestProblem.of(
        "broydenTridiagonal",
        n,
        AnyDimension.start(n, i -> -1),
        List.of(0.0),
        (x, r, j) -> {
          for (int i = 0; i < n; i++) {
            r[i] =
                (3 - 2 * x[i]) * x[i] - (i > 0 ? x[i - 1] : 0) - (i + 1 < n ? 2 * x[i + 1] : 0) + 1;
            if (j != null) {
              j[i][i] = 3 - 4 * x[i];
              if (i > 0) {
                j[i][i - 1] = -1;
              }
              if (i + 1 < n) {
                j[i][i + 1] = -2;
              }
            }
          }
        });
  }

  static TestProblem broydenBanded(int n) {
    return TestProblem.of(
        "broydenBanded",
        n,
        AnyDimension.start(n, i -> -1),
        List.of(0.0),
        (x, r, j) -> {
          for (int i = 0; i < n; i++) {
            r[i] = x[i] * (2 + 5 * x[i] * x[i]) + 1;
            if (j != null) {
              j[i][i] = 2 + 15 * x[i] * x[i];
            }
            for (int k = Math.max(0, i - 5); k <= Math.min(n - 1, i + 1); k++) {
              if (k != i) {
                r[i] -= x[k] * (1 + x[k]);
                if (j != null) {
                  j[i][k] = -(1 + 2 * x[k]);
                }
              }
            }
          }
        });
  }
}
