package dev.ravine.optim.stage;

/// What a stage keeps from step to step: a [Slot] is an array, a [Scalar] a number.
public sealed interface State permits Slot, Scalar {

  /// What it is called.
  ///
  /// @return by the paper's letter or word
  String name();
}
