package dev.ravine.nn;

import dev.ravine.autodiff.Node;
import dev.ravine.data.Targets;

/// What a model's outputs are judged by.
public enum Loss {
  /// The cross-entropy of softmax and a probability for each class.
  CROSS_ENTROPY {
    @Override
    public Node of(Node outputs, Node targets) {
      return outputs.softmaxCrossEntropy(targets).mean();
    }
  },
  /// The square of the difference.
  SQUARED_ERROR {
    @Override
    public Node of(Node outputs, Node targets) {
      Node difference = outputs.subtract(targets);
      return difference.multiply(difference).mean();
    }
  };

  /// What suits targets.
  ///
  /// @param targets labels or values
  /// @return cross-entropy for labels, squared error for values
  public static Loss of(Targets targets) {
    return switch (targets) {
      case Targets.Labels labels -> CROSS_ENTROPY;
      case Targets.Values values -> SQUARED_ERROR;
      case Targets.None none ->
          throw new IllegalArgumentException("examples must have something to learn");
    };
  }

  /// The mean over the batch.
  ///
  /// @param outputs batch × outputs
  /// @param targets of the same shape
  /// @return a scalar
  public abstract Node of(Node outputs, Node targets);
}
