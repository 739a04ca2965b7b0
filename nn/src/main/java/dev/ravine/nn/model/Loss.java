package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.NoTargets;
import dev.ravine.data.Reconstruction;
import dev.ravine.data.Targets;
import dev.ravine.data.Values;
import java.util.Objects;

/// What training minimizes, as a function of a model's outputs and the targets. Anyone's function
/// will do:
///
/// ```java
/// Loss fourthPower = (outputs, targets) -> {
///   Node difference = outputs.subtract(targets);
///   Node square = difference.multiply(difference);
///   return square.multiply(square);
/// };
/// ```
@FunctionalInterface
public interface Loss {

  /// Traces the loss of each example. What is minimized is the mean over the batch.
  ///
  /// @param outputs batch × outputs
  /// @param targets of the same shape
  /// @return batch × 1, or batch × outputs, of which an example's loss is the mean; or the mean
  ///   over the batch itself, a scalar, in which examples can't be weighted any more
  Node of(Node outputs, Node targets);

  /// Refuses what it can't be a loss of.
  ///
  /// @param targets labels or values
  /// @throws IllegalArgumentException if they do not suit it
  default void check(Targets targets) {}

  /// What is minimized.
  ///
  /// @param outputs batch × outputs
  /// @param targets of the same shape
  /// @return the mean over the batch, a scalar
  /// @throws IllegalArgumentException if [#of] gives anything else than it should
  default Node mean(Node outputs, Node targets) {
    Node loss = checked(outputs, targets);
    return loss.shape().rank() == 0 ? loss : loss.mean();
  }

  /// The loss of each example.
  ///
  /// @param outputs batch × outputs
  /// @param targets of the same shape
  /// @return batch × 1
  /// @throws IllegalArgumentException if [#of] gives anything else than it should, or the mean
  ///   alone
  default Node ofExamples(Node outputs, Node targets) {
    Node loss = checked(outputs, targets);
    if (loss.shape().rank() == 0) {
      throw new IllegalArgumentException(
          "examples can't be weighted in a loss that gives one number for all: let it give one for each, without mean() or sum()");
    }
    int numbers = loss.shape().size(1);
    return numbers == 1 ? loss : loss.sum(1, 2).scale(1.0 / numbers);
  }

  private Node checked(Node outputs, Node targets) {
    Node loss = Objects.requireNonNull(of(outputs, targets), "a loss must give a node, gave null");
    boolean rows = loss.shape().rank() == 2 && loss.shape().size(0) == outputs.shape().size(0);
    if (!rows && loss.shape().rank() != 0) {
      throw new IllegalArgumentException(
          "a loss must give a row for each of %d examples, or one number, gave a tensor %s"
              .formatted(outputs.shape().size(0), loss.shape()));
    }
    if (!loss.dependsOn(outputs)) {
      throw new IllegalArgumentException("a loss must depend on the model's outputs");
    }
    if (!loss.dependsOn(targets)) {
      throw new IllegalArgumentException("a loss must depend on the targets");
    }
    return loss;
  }

  /// What suits targets.
  ///
  /// @param targets labels or values
  /// @return cross-entropy for labels, squared error for values
  static Loss of(Targets targets) {
    return switch (targets) {
      case Labels labels -> Losses.crossEntropy();
      case LabelSets labels -> Losses.binaryCrossEntropy();
      case Values values -> Losses.squaredError();
      case Reconstruction all -> Losses.squaredError();
      case NoTargets none ->
          throw new IllegalArgumentException("examples must have something to learn");
    };
  }
}
