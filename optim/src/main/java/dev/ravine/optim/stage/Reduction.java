package dev.ravine.optim.stage;

/// What a stage may need beyond the block it works on.
public enum Reduction {
  /// Nothing: the stage runs in the same pass as its neighbours.
  NOTHING,
  /// The Euclidean norm of what [Block#update()] holds over all tensors the stage works on, given
  /// by [Step#norm()].
  NORM,
  /// The Euclidean norm of [Block#update()] over each tensor, given by [Block#updateNorm()].
  TENSOR_NORMS,
  /// The same, and that of [Block#theta()], given by [Block#thetaNorm()].
  TENSOR_AND_THETA_NORMS,
  /// Blocks that are whole tensors, with their shape in [Block#shape()]: for stages that treat
  /// rows, columns or matrices.
  WHOLE_TENSORS;

  /// Whether blocks are walked tensor by tensor.
  public boolean perTensor() {
    return this == TENSOR_NORMS || this == TENSOR_AND_THETA_NORMS;
  }
}
