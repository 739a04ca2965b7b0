package dev.ravine.nn.train;

/// What one step takes.
///
/// @param gradientMillis milliseconds for the batch and its gradients
/// @param updateMillis milliseconds for the optimizer alone
public record StepCost(double gradientMillis, double updateMillis) {

  /// Both together.
  ///
  /// @return milliseconds, 0 if there was no step
  public double millis() {
    return gradientMillis + updateMillis;
  }

  /// The optimizer's share of the step.
  ///
  /// @return 0 … 1; 0 if there was no step
  public double updateShare() {
    return millis() == 0 ? 0 : updateMillis / millis();
  }
}
