package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;

/// A function from features to logits.
@FunctionalInterface
public interface Model {

  /// Traces the function.
  ///
  /// @param scope makes the model's parameters
  /// @param features batch × features
  /// @return logits, batch × classes
  Node apply(Scope scope, Node features);
}
