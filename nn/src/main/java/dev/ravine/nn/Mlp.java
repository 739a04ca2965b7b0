package dev.ravine.nn;

import dev.ravine.autodiff.Node;
import java.util.List;

/// A multilayer perceptron: hidden layers with an activation, then one unit per class.
///
/// @param hidden the widths of the hidden layers
/// @param classes how many classes
/// @param activation what follows each hidden layer
/// @param initializer what the weights start from
public record Mlp(List<Integer> hidden, int classes, Activation activation, Initializer initializer)
    implements Model {

  /// Copies the widths.
  public Mlp {
    hidden = List.copyOf(hidden);
  }

  /// The network of the published experiment (Stanford's cs231n, assignment 2): five hidden layers
  /// of 100 ReLU units, weights N(0, 0.05²).
  ///
  /// @param classes how many classes
  /// @return the model
  public static Mlp ofTheExperiment(int classes) {
    return new Mlp(
        List.of(100, 100, 100, 100, 100), classes, Activation.RELU, Initializer.gaussian(0.05));
  }

  @Override
  public Node apply(Parameters parameters, Node features) {
    Node x = features;
    int layer = 1;
    for (int units : hidden) {
      x = activation.apply(Dense.apply(parameters, "dense" + layer++, x, units, initializer));
    }
    return Dense.apply(parameters, "dense" + layer, x, classes, initializer);
  }
}
