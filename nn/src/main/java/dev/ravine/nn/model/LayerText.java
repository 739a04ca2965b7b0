package dev.ravine.nn.model;

import dev.ravine.optim.recipe.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads layers from text.
final class LayerText {

  private static final Pattern CALL = Pattern.compile("([A-Za-z]\\w*)(?:\\(([^()]*)\\))?");

  private static final String DENSE = "a layer of weights and biases is dense(units)";

  /// What people write who know other libraries.
  private static final Map<String, String> HINTS =
      Map.of(
          "softmax",
          "leave it out: losses and predictions apply it to the last layer's outputs",
          "logsoftmax",
          "leave it out: losses and predictions apply it to the last layer's outputs",
          "flatten",
          "leave it out: an example is a row of numbers already",
          "linear",
          DENSE,
          "fc",
          DENSE,
          "fullyconnected",
          DENSE);

  private LayerText() {}

  static Layer parse(String text) {
    Matcher call = CALL.matcher(text.strip());
    if (!call.matches()) {
      throw new IllegalArgumentException(
          "layers must be such as dense(64) or relu, with | between them, was '%s'"
              .formatted(text.strip()));
    }
    String name = call.group(1);
    String argument = Optional.ofNullable(call.group(2)).orElse("").strip();
    return switch (name) {
      case "dense" -> new Dense(whole(text, argument), Initializer.he());
      case "dropout" -> new Dropout(number(text, argument));
      case "batchNorm" -> new BatchNorm(epsilon(text, argument));
      case "layerNorm" -> new LayerNorm(epsilon(text, argument));
      default -> {
        if (!Activation.labels().contains(name)) {
          yield read(reader(name).orElseThrow(() -> unknown(name)), text, argument);
        }
        if (!argument.isEmpty()) {
          throw new IllegalArgumentException("%s takes no number, was %s".formatted(name, text));
        }
        yield Activation.named(name);
      }
    };
  }

  private static Layer read(LayerReader reader, String text, String argument) {
    try {
      return reader.read(argument);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "layer %s can't be read: %s".formatted(text.strip(), e.getMessage()), e);
    }
  }

  private static Optional<LayerReader> reader(String name) {
    return readers().filter(reader -> reader.name().equals(name)).findFirst();
  }

  private static Stream<LayerReader> readers() {
    return Stream.concat(
            ServiceLoader.load(LayerReader.class).stream(),
            ServiceLoader.load(LayerReader.class, Layer.class.getClassLoader()).stream())
        .collect(
            Collectors.toMap(
                provider -> provider.type().getName(),
                provider -> provider,
                (known, again) -> known,
                LinkedHashMap::new))
        .values()
        .stream()
        .map(ServiceLoader.Provider::get);
  }

  private static IllegalArgumentException unknown(String name) {
    String hint = HINTS.get(name.toLowerCase(Locale.ROOT));
    if (hint != null) {
      return new IllegalArgumentException("unknown layer %s: %s".formatted(name, hint));
    }
    List<String> known =
        Stream.of(
                Stream.of("dense", "dropout", "batchNorm", "layerNorm"),
                Activation.labels().stream(),
                readers().map(LayerReader::name))
            .flatMap(names -> names)
            .toList();
    return new IllegalArgumentException(
        Suggestion.unknown("layer", name, known)
            + " (a layer of your own needs its LayerReader on the class path)");
  }

  private static double epsilon(String text, String argument) {
    return argument.isEmpty() ? BatchNorm.EPSILON : number(text, argument);
  }

  private static int whole(String text, String argument) {
    try {
      return Integer.parseInt(argument);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          argument.contains(",")
              ? "a layer must have its units alone in parentheses, since inputs follow from what is before it, was "
                  + text.strip()
              : "a layer must have a whole number in parentheses, was " + text.strip(),
          e);
    }
  }

  private static double number(String text, String argument) {
    try {
      return Double.parseDouble(argument);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a layer must have a number in parentheses, was " + text.strip(), e);
    }
  }
}
