package dev.ravine.optim.layout;

/// What a tensor of parameters is for.
public enum ParameterRole {
  /// Multiplies activations.
  WEIGHT,
  /// Is added to activations.
  BIAS,
  /// Scales or shifts normalized activations.
  NORMALIZATION
}
