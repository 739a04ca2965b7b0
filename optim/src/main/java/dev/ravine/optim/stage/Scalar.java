package dev.ravine.optim.stage;

import dev.ravine.optim.hyperparameter.Schedule;
import org.jspecify.annotations.Nullable;

/// A number that a stage keeps from step to step, saved with the slots.
///
/// @param name by the paper's letter or word
/// @param initial before the first step
/// @param next what it becomes at the beginning of each step
/// @param rate of a power, what it is the power of
public record Scalar(String name, double initial, Next next, @Nullable Schedule rate)
    implements State {

  /// How a number advances.
  @FunctionalInterface
  public interface Next {

    /// At the beginning of a step, in double.
    ///
    /// @param before its value until now
    /// @param step the step that begins; the stage's hyper-parameters are known
    /// @return its value in this step
    double next(double before, Step step);
  }

  /// A number that advances by itself.
  ///
  /// @param name by the paper's letter or word
  /// @param initial before the first step
  /// @param next what it becomes at the beginning of each step
  public Scalar(String name, double initial, Next next) {
    this(name, initial, next, null);
  }

  /// A number that somebody else sets.
  ///
  /// @param name by the paper's letter or word
  /// @param initial before the first step
  public Scalar(String name, double initial) {
    this(name, initial, (before, step) -> before);
  }

  /// βᵗ: the product of all values so far, also where the rate changes. [Step#correction] reads it.
  ///
  /// @param name of the rate, such as `beta1`; the number is called `beta1Power`
  /// @param rate one of the stage's components
  /// @return from 1
  public static Scalar power(String name, Schedule rate) {
    return new Scalar(name + "Power", 1, (before, step) -> before * step.asDouble(rate), rate);
  }

  /// Whether another one begins alike.
  public boolean isLike(Scalar other) {
    return name.equals(other.name) && initial == other.initial;
  }
}
