package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import dev.ravine.optim.recipe.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A part of a [Sequential] model: one of Ravine's ([StandardLayer]), or anyone's. A layer of your
/// own is read back from files if a [LayerReader] on the class path knows its name.
public interface Layer {

  /// Traces the layer.
  ///
  /// @param scope makes its parameters
  /// @param x batch × inputs
  /// @return batch × outputs
  Node apply(Scope scope, Node x);

  /// The layer as text, which [#parse] understands: all but what its weights started from.
  ///
  /// @return such as `dense(100)`
  String text();

  /// Reads a layer.
  ///
  /// @param text such as `dense(100)` or `relu`
  /// @return the layer; weights of a dense layer start as [Initializer#he] says
  /// @throws IllegalArgumentException if it is none
  static Layer parse(String text) {
    Matcher call = Pattern.compile("([A-Za-z]\\w*)\\(([^()]*)\\)").matcher(text.strip());
    String name = call.matches() ? call.group(1) : text.strip();
    String argument = call.matches() ? call.group(2).strip() : "";
    return switch (name) {
      case "dense" -> new Dense(whole(text, argument), Initializer.he());
      case "dropout" -> new Dropout(number(text, argument));
      case "batchNorm" ->
          new BatchNorm(call.matches() ? number(text, argument) : BatchNorm.EPSILON);
      case "layerNorm" ->
          new LayerNorm(call.matches() ? number(text, argument) : BatchNorm.EPSILON);
      default -> {
        if (call.matches() && Activation.labels().contains(name)) {
          throw new IllegalArgumentException("%s takes no number, was %s".formatted(name, text));
        }
        if (Activation.labels().contains(name)) {
          yield Activation.named(name);
        }
        yield reader(name).orElseThrow(() -> unknown(name)).read(argument);
      }
    };
  }

  private static Optional<LayerReader> reader(String name) {
    return readers().filter(reader -> reader.name().equals(name)).findFirst();
  }

  private static Stream<LayerReader> readers() {
    return Stream.concat(
            ServiceLoader.load(LayerReader.class, Layer.class.getClassLoader()).stream(),
            ServiceLoader.load(LayerReader.class).stream())
        .collect(
            Collectors.toMap(
                ServiceLoader.Provider::type, p -> p, (known, again) -> known, LinkedHashMap::new))
        .values()
        .stream()
        .map(ServiceLoader.Provider::get);
  }

  private static IllegalArgumentException unknown(String name) {
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

  private static int whole(String text, String argument) {
    try {
      return Integer.parseInt(argument);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a layer must have a whole number in parentheses, was " + text, e);
    }
  }

  private static double number(String text, String argument) {
    try {
      return Double.parseDouble(argument);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a layer must have a number in parentheses, was " + text, e);
    }
  }
}
