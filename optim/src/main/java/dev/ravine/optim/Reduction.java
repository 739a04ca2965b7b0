package dev.ravine.optim;

/// A number over a whole vector that a stage may need before its first block.
public enum Reduction {
  /// None: the stage runs in the same pass as its neighbours.
  NOTHING,
  /// The Euclidean norm of the gradient, given by [Step#gradientNorm()].
  GRADIENT_NORM
}
