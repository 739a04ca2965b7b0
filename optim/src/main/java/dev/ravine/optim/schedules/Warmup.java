package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.hyperparameter.RampUp;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.List;

/// A rise in front of any schedule: from start · after(0) to after(0) in so many steps, then the
/// schedule from its beginning.
///
/// Goyal and others: Accurate, Large Minibatch SGD (arXiv 1706.02677), section 2.2, for the
/// constant and the linear one.
///
/// @param after what follows
/// @param steps of the rise, 1 or more
/// @param shape of the rise
/// @param start where it begins, as a share of what follows: in [0, 1), and positive for
///   [Shape#EXPONENTIAL]
@Named(
    value = "warmup",
    summary = "a rise in front of any schedule",
    source = "Goyal et al. 2017, arXiv 1706.02677")
public record Warmup(
    Schedule after, @In("[1, ∞)") long steps, Shape shape, @In("[0, 1)") double start)
    implements RampUp {

  public Warmup {
    Range.check(Warmup.class, after, steps, shape, start);
    if (shape == Shape.EXPONENTIAL) {
      Require.positive("start", start);
    }
  }

  /// The usual form.
  ///
  /// @param after what follows
  /// @param steps of the rise
  /// @return a straight line from 0
  public static Warmup of(Schedule after, long steps) {
    return new Warmup(after, steps, Shape.LINEAR, 0);
  }

  /// Sets `shape`.
  ///
  /// @param value of the rise
  /// @return a changed copy
  public Warmup shape(Shape value) {
    return new Warmup(after, steps, value, start);
  }

  /// Sets `start`.
  ///
  /// @param value where it begins, as a share of what follows: in [0, 1), and positive for
  ///   [Shape#EXPONENTIAL]
  /// @return a changed copy
  public Warmup start(double value) {
    return new Warmup(after, steps, shape, value);
  }

  @Override
  public double at(long k) {
    return k < steps ? after.at(0) * rise(k) : after.at(k - steps);
  }

  private double rise(long k) {
    double share = (double) k / steps;
    return switch (shape) {
      case CONSTANT -> start;
      case LINEAR -> start + (1 - start) * share;
      case COSINE -> 1 + (start - 1) * Cosine.half(share);
      case EXPONENTIAL -> Powers.of(start, 1 - share);
    };
  }

  @Override
  public List<Memory> memory() {
    return after.memory();
  }

  @Override
  public double at(long k, double[] memory) {
    return k < steps ? after.at(0, memory) * rise(k) : after.at(k - steps, memory);
  }

  /// What is measured during the rise counts too.
  @Override
  public void observe(double metric, double[] memory) {
    after.observe(metric, memory);
  }

  /// The way up.
  public enum Shape {
    /// Stays at the start, then jumps.
    CONSTANT,
    /// A straight line.
    LINEAR,
    /// Half a cosine.
    COSINE,
    /// The same factor in every step.
    EXPONENTIAL
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
