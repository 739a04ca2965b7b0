package dev.ravine.optim.rules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;

/// The settings that several rules have, each an interface with its setters: a rule with a decay
/// and an ε is a record that implements `Settings.Decay<RmsProp>, Settings.Epsilon<RmsProp>`.
///
/// A setter returns a changed copy of the rule.
public final class Settings {

  private Settings() {}

  /// β₁, β₂ and ε, as Adam and its relatives have them.
  ///
  /// @param <R> the rule
  public interface AdamLike<R> extends Beta1<R>, Beta2<R>, Epsilon<R> {}

  /// β₁, the decay rate of the average gradient.
  ///
  /// @param <R> the rule
  public interface Beta1<R> {

    /// Another β₁.
    default R beta1(double beta1) {
      return beta1(Schedule.constant(beta1));
    }

    /// A β₁ that changes from step to step.
    default R beta1(Schedule beta1) {
      return with(this, "beta1", beta1);
    }
  }

  /// β₂, the decay rate of the average square, or of the average gradient where a rule keeps no
  /// squares.
  ///
  /// @param <R> the rule
  public interface Beta2<R> {

    /// Another β₂.
    default R beta2(double beta2) {
      return beta2(Schedule.constant(beta2));
    }

    /// A β₂ that changes from step to step.
    default R beta2(Schedule beta2) {
      return with(this, "beta2", beta2);
    }
  }

  /// ε, which keeps a divisor above 0.
  ///
  /// @param <R> the rule
  public interface Epsilon<R> {

    /// Another ε.
    default R epsilon(double epsilon) {
      return epsilon(Schedule.constant(epsilon));
    }

    /// An ε that changes from step to step.
    default R epsilon(Schedule epsilon) {
      return with(this, "epsilon", epsilon);
    }
  }

  /// ρ, the decay rate of an average of squares.
  ///
  /// @param <R> the rule
  public interface Decay<R> {

    /// Another decay ρ.
    default R decay(double decay) {
      return decay(Schedule.constant(decay));
    }

    /// A decay ρ that changes from step to step.
    default R decay(Schedule decay) {
      return with(this, "decay", decay);
    }
  }

  /// μ, the share of the last step that goes on.
  ///
  /// @param <R> the rule
  public interface Momentum<R> {

    /// Another momentum.
    default R momentum(double momentum) {
      return momentum(Schedule.constant(momentum));
    }

    /// A momentum that changes from step to step.
    default R momentum(Schedule momentum) {
      return with(this, "momentum", momentum);
    }
  }

  /// The weights' decay, multiplied by the learning rate.
  ///
  /// @param <R> the rule
  public interface WeightDecay<R> {

    /// Another weight decay.
    default R weightDecay(double weightDecay) {
      return weightDecay(Schedule.constant(weightDecay));
    }

    /// A weight decay that changes from step to step.
    default R weightDecay(Schedule weightDecay) {
      return with(this, "weightDecay", weightDecay);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a rule gives its own type
  private static <R> R with(Object rule, String name, Schedule value) {
    return (R) HyperParameters.with((Record) rule, name, value);
  }
}
