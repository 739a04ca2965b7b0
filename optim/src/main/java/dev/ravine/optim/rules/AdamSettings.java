package dev.ravine.optim.rules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;

/// The settings that Adam and its relatives share: each method returns a changed copy.
///
/// @param <R> the rule
public interface AdamSettings<R> {

  /// Another β₁, the decay rate of the average gradient.
  default R beta1(double beta1) {
    return beta1(Schedule.constant(beta1));
  }

  /// A β₁ that changes from step to step.
  default R beta1(Schedule beta1) {
    return with("beta1", beta1);
  }

  /// Another β₂, the decay rate of the average square.
  default R beta2(double beta2) {
    return beta2(Schedule.constant(beta2));
  }

  /// A β₂ that changes from step to step.
  default R beta2(Schedule beta2) {
    return with("beta2", beta2);
  }

  /// Another ε.
  default R epsilon(double epsilon) {
    return epsilon(Schedule.constant(epsilon));
  }

  /// An ε that changes from step to step.
  default R epsilon(Schedule epsilon) {
    return with("epsilon", epsilon);
  }

  @SuppressWarnings("unchecked") // a rule gives its own type for R
  private R with(String name, Schedule value) {
    return (R) HyperParameters.with((Record) this, name, value);
  }
}
