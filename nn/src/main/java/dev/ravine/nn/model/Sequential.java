package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Layers, one after the other.
///
/// @param layers the first sees the features; the last says the logits
public record Sequential(List<Layer> layers) implements Model {

  private static final int MOST_LAYERS = 1_000;

  public Sequential {
    layers = List.copyOf(layers);
    if (layers.size() > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "a model must have at most %d layers, has %d".formatted(MOST_LAYERS, layers.size()));
    }
  }

  /// A model as layers, which have a text and can be saved.
  ///
  /// @param model a sequential model, or a layer, which may be a whole model of your own
  /// @return itself, or a model of the one layer; empty of a mere function
  public static Optional<Sequential> of(Model model) {
    return switch (model) {
      case Sequential layers -> Optional.of(layers);
      case Layer layer -> Optional.of(new Sequential(List.of(layer)));
      default -> Optional.empty();
    };
  }

  /// A multilayer perceptron: hidden layers with an activation, then one unit for each output.
  ///
  /// @param hidden the widths of the hidden layers
  /// @param outputs how many classes, or 1 for a value
  /// @param activation what follows each hidden layer
  /// @param initializer what the weights start from
  /// @return the model
  public static Sequential perceptron(
      List<Integer> hidden, int outputs, Activation activation, Initializer initializer) {
    List<Layer> layers = new ArrayList<>();
    for (int units : hidden) {
      layers.add(new Dense(units, initializer));
      layers.add(activation);
    }
    layers.add(new Dense(outputs, initializer));
    return new Sequential(layers);
  }

  /// The network of the published experiment (Stanford's cs231n, assignment 2): five hidden layers
  /// of 100 ReLU units, weights N(0, 0.05²).
  ///
  /// @param classes how many classes
  /// @return the model
  public static Sequential published(int classes) {
    return perceptron(
        List.of(100, 100, 100, 100, 100), classes, Activation.RELU, Initializer.gaussian(0.05));
  }

  /// Reads layers.
  ///
  /// @param text such as `dense(100) | relu | dense(10)`
  /// @return the model
  /// @throws IllegalArgumentException if a layer is none
  public static Sequential parse(String text) {
    return new Sequential(Arrays.stream(text.split("\\|", -1)).map(Layer::parse).toList());
  }

  @Override
  public Node apply(Scope scope, Node features) {
    Node x = features;
    for (Layer layer : layers) {
      x = layer.apply(scope, x);
    }
    return x;
  }

  /// Whether a layer normalizes batches, so that a batch of one can't be trained on.
  ///
  /// @return whether there is a [BatchNorm]
  public boolean normalizesBatches() {
    return layers.stream().anyMatch(BatchNorm.class::isInstance);
  }

  /// The layers as text, which [#parse] understands: all but what weights started from.
  ///
  /// @return such as `dense(100) | relu | dense(10)`
  public String text() {
    return layers.stream().map(Layer::text).collect(Collectors.joining(" | "));
  }
}
