package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;

/// A fully connected layer: x · W + b. Its parameters are `dense1.weight` (inputs × units) and
/// `dense1.bias` (1 × units, from zero), with the number that it has among its kind.
///
/// @param units how many outputs, 1 or more
/// @param initializer what the weights start from
public record Dense(int units, Initializer initializer) implements StandardLayer {

  private static final int MOST_UNITS = 10_000_000;

  public Dense {
    if (units < 1 || units > MOST_UNITS) {
      throw new IllegalArgumentException(
          "units must be in 1 … %d, was %d".formatted(MOST_UNITS, units));
    }
  }

  @Override
  public Node apply(Scope scope, Node x) {
    String name = scope.name("dense");
    Node weights = scope.weights(name + ".weight", x.shape().size(1), units, initializer);
    return x.matmul(weights).add(scope.biases(name + ".bias", units));
  }

  @Override
  public String text() {
    return "dense(%d)".formatted(units);
  }
}
