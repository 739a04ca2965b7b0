package dev.ravine.optim;

/// What a stage may need beyond the block it works on.
public enum Reduction {
  /// Nothing: the stage runs in the same pass as its neighbours.
  NOTHING,
  /// The Euclidean norm of what [Block#update()] holds over all tensors the stage works on, given
  /// by [Step#norm()].
  NORM,
  /// The Euclidean norms of [Block#update()] and [Block#theta()] over each tensor, given by
  /// [Block#updateNorm()] and [Block#thetaNorm()].
  TENSOR_NORMS,
  /// Blocks that are whole tensors, with their shape in [Block#shape()]: for stages that treat
  /// rows, columns or matrices.
  WHOLE_TENSORS
}
