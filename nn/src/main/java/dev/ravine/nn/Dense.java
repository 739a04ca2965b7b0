package dev.ravine.nn;

import dev.ravine.autodiff.Node;

/// A fully connected layer: x · W + b.
public final class Dense {

  private Dense() {}

  /// Traces a layer.
  ///
  /// @param parameters makes `name.weight` (inputs × units) and `name.bias` (1 × units, from zero)
  /// @param name unique in the model
  /// @param x batch × inputs
  /// @param units how many outputs
  /// @param initializer what the weights start from
  /// @return batch × units
  public static Node apply(
      Parameters parameters, String name, Node x, int units, Initializer initializer) {
    Node weights = parameters.weights(name + ".weight", x.shape().size(1), units, initializer);
    return x.matmul(weights).add(parameters.biases(name + ".bias", units));
  }
}
