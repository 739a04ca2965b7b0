package dev.ravine.optim;

/// Computes gradients for rules that need more than one in a step.
@FunctionalInterface
public interface GradientSource {

  /// Computes the gradient of the step's batch.
  ///
  /// @param theta where; may not be changed
  /// @param gradient is overwritten
  void gradient(float[] theta, float[] gradient);
}
