package dev.ravine.optim.minimize;

import java.util.Arrays;

/// A sum of functions of the same point, F(x) = Σ fᵢ(x), such as a loss over mini-batches. The same
/// part at the same point always has the same value.
public interface FiniteSum extends Objective {

  /// How many functions there are.
  ///
  /// @return 1 or more
  int parts();

  /// Value and gradient of one of them.
  ///
  /// @param part 0 … parts − 1
  /// @param x the point; not to be changed
  /// @param gradient is overwritten
  /// @return fᵢ(x)
  double gradient(int part, double[] x, double[] gradient);

  @Override
  default double value(double[] x) {
    return gradient(x, new double[dimension()]);
  }

  @Override
  default double gradient(double[] x, double[] gradient) {
    Arrays.fill(gradient, Double.NaN); // Seen, if a part leaves it as it is.
    double value = gradient(0, x, gradient);
    if (parts() == 1) {
      return value;
    }
    double[] one = new double[dimension()];
    Arrays.fill(one, Double.NaN);
    for (int part = 1; part < parts(); part++) {
      value += gradient(part, x, one);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += one[i];
      }
    }
    return value;
  }
}
