package dev.ravine.optim.problems;

import java.util.List;

/// Rosenbrock's function in any even dimension.
///
/// Moré, Garbow, Hillstrom 1981, problem 21.
final class Rosenbrock {

  private Rosenbrock() {}

  /// The sum of 100 (x₂ᵢ − x₂ᵢ₋₁²)² + (1 − x₂ᵢ₋₁)².
  static TestProblem of(int n) {
    return TestProblem.of(
            TestProblem.ROSENBROCK,
            n,
            AnyDimension.start(n, i -> i % 2 == 0 ? -1.2 : 1),
            List.of(0.0),
            (x, r, j) -> {
              for (int i = 0; i < x.length; i += 2) {
                r[i] = 10 * (x[i + 1] - x[i] * x[i]);
                r[i + 1] = 1 - x[i];
                if (j != null) {
                  j[i][i] = -20 * x[i];
                  j[i][i + 1] = 10;
                  j[i + 1][i] = -1;
                }
              }
            })
        .with((x, r, gradient) -> {
          for (int i = 0; i < x.length; i += 2) {
            gradient[i] = 2 * r[i] * (-20 * x[i]) - 2 * r[i + 1];
            gradient[i + 1] = 2 * r[i] * 10;
          }
        });
  }
}
