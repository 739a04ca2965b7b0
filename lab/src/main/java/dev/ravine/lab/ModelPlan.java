package dev.ravine.lab;

import dev.ravine.nn.Activation;
import dev.ravine.nn.Initializer;
import dev.ravine.nn.Mlp;
import dev.ravine.optim.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A network before its inputs and classes are known.
///
/// @param hidden the widths of the hidden layers, each 1 or more
/// @param activation what follows each of them
/// @param weights what the weights start from: `he`, `glorot`, or a number, the standard deviation
public record ModelPlan(List<Integer> hidden, Activation activation, String weights) {

  /// Checks the widths and the weights.
  public ModelPlan {
    hidden = List.copyOf(hidden);
    hidden.forEach(width -> {
      if (width < 1) {
        throw new IllegalArgumentException("hidden must be widths of 1 or more, was " + width);
      }
    });
    weights(weights);
  }

  /// The network of the published experiment: five hidden layers of 100 ReLU units.
  ///
  /// @return the plan of [Mlp#ofTheExperiment]
  public static ModelPlan ofTheExperiment() {
    return new ModelPlan(List.of(100, 100, 100, 100, 100), Activation.RELU, "0.05");
  }

  /// Builds the network.
  ///
  /// @param outputs how many classes, or 1 for a value
  /// @return the model
  public Mlp build(int outputs) {
    return new Mlp(hidden, outputs, activation, initializer());
  }

  private Initializer initializer() {
    return switch (weights) {
      case "he" -> Initializer.he();
      case "glorot" -> Initializer.glorot();
      default -> Initializer.gaussian(Double.parseDouble(weights));
    };
  }

  /// Reads an activation's name.
  static Activation activation(String name) {
    List<Activation> all = List.of(Activation.values());
    return all.stream()
        .filter(activation -> name(activation).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                Nearest.unknown("activation", name, all.stream().map(ModelPlan::name).toList())));
  }

  /// Checks what weights start from.
  static String weights(String text) {
    if (text.equals("he") || text.equals("glorot")) {
      return text;
    }
    try {
      double scale = Double.parseDouble(text);
      if (scale > 0 && scale < Double.POSITIVE_INFINITY) {
        return text;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "weights must be he, glorot or a positive standard deviation, was " + text);
  }

  private static String name(Activation activation) {
    String[] words = activation.name().toLowerCase(Locale.ROOT).split("_", -1);
    return words[0]
        + Arrays.stream(words, 1, words.length)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  /// The name in files, such as `leakyRelu`.
  ///
  /// @return the activation's name
  public String activationName() {
    return name(activation);
  }

  /// For people.
  ///
  /// @return such as `hidden layers of 100, 100 relu units`
  public String description() {
    String widths = hidden.stream().map(Object::toString).collect(Collectors.joining(", "));
    return hidden.isEmpty()
        ? "no hidden layers"
        : "hidden layers of %s %s units".formatted(widths, activationName());
  }
}
