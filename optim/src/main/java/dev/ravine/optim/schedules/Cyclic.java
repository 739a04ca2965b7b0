package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// Triangles between two values, in one of three forms.
///
/// Smith: Cyclical Learning Rates for Training Neural Networks (arXiv 1506.01186), section 3.
///
/// @param low the value at k = 0, 0 or more
/// @param high the first peak, 0 or more
/// @param half steps from low to high, 1 or more
/// @param form how the height changes
/// @param gamma for [Form#EXPONENTIAL_RANGE], the factor of each step, positive; not used otherwise
@Named(
    value = "cyclic",
    summary = "triangles between two values",
    source = "Smith 2015, arXiv 1506.01186")
public record Cyclic(
    @In("[0, ∞)") double low,
    @In("[0, ∞)") double high,
    @In("[1, ∞)") long half,
    Form form,
    @In("(0, ∞)") double gamma)
    implements Schedule {

  public Cyclic {
    Range.check(Cyclic.class, low, high, half, form, gamma);
  }

  /// The usual form, a triangle that keeps its height.
  ///
  /// @param low the least value, 0 or more
  /// @param high the greatest value, 0 or more
  /// @param half steps from low to high, and from high to low, 1 or more
  /// @return a schedule
  public static Cyclic of(double low, double high, long half) {
    return new Cyclic(low, high, half, Form.TRIANGULAR, 1);
  }

  /// Sets `form`.
  ///
  /// @param value how the height changes
  /// @return a changed copy
  public Cyclic form(Form value) {
    return new Cyclic(low, high, half, value, gamma);
  }

  /// Sets `gamma`.
  ///
  /// @param value for [Form#EXPONENTIAL_RANGE], the factor of each step, positive; not used
  ///   otherwise
  /// @return a changed copy
  public Cyclic gamma(double value) {
    return new Cyclic(low, high, half, form, value);
  }

  @Override
  public double at(long k) {
    long cycle = k / (2 * half);
    double inCycle = (double) (k % (2 * half)) / half;
    double triangle = inCycle <= 1 ? inCycle : 2 - inCycle;
    double height =
        switch (form) {
          case TRIANGULAR -> 1;
          case TRIANGULAR2 -> Powers.of(0.5, cycle);
          case EXPONENTIAL_RANGE -> Powers.of(gamma, k);
        };
    return low + (high - low) * triangle * height;
  }

  /// How the triangles' height changes.
  public enum Form {
    /// All are alike.
    TRIANGULAR,
    /// Each is half as high as the one before.
    TRIANGULAR2,
    /// The height falls by a factor in every step.
    EXPONENTIAL_RANGE
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
