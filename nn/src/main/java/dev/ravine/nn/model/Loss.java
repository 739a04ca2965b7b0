package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import dev.ravine.data.Targets;

/// What training minimizes, as a function of a model's outputs and the targets. Anyone's function
/// will do.
@FunctionalInterface
public interface Loss {

  /// The cross-entropy of softmax and a probability for each class.
  Loss CROSS_ENTROPY = (outputs, targets) -> outputs.softmaxCrossEntropy(targets).mean();

  /// The square of the difference.
  Loss SQUARED_ERROR =
      (outputs, targets) -> {
        Node difference = outputs.subtract(targets);
        return difference.multiply(difference).mean();
      };

  /// Traces the mean over the batch.
  ///
  /// @param outputs batch × outputs
  /// @param targets of the same shape
  /// @return a scalar
  Node of(Node outputs, Node targets);

  /// What suits targets.
  ///
  /// @param targets labels or values
  /// @return cross-entropy for labels, squared error for values
  static Loss of(Targets targets) {
    return switch (targets) {
      case Targets.Labels labels -> CROSS_ENTROPY;
      case Targets.Values values -> SQUARED_ERROR;
      case Targets.Reconstruction all -> SQUARED_ERROR;
      case Targets.None none ->
          throw new IllegalArgumentException("examples must have something to learn");
    };
  }
}
