package dev.ravine.lab.plan;

import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.BatchNorm;
import dev.ravine.nn.model.Dense;
import dev.ravine.nn.model.Dropout;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Layer;
import dev.ravine.nn.model.LayerNorm;
import dev.ravine.nn.model.Sequential;
import dev.ravine.optim.recipe.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A network before its inputs and classes are known: hidden layers, each a dense layer, what
/// normalizes it, its activation, and dropout.
///
/// @param hidden the widths of the hidden layers, each 1 or more
/// @param activation what follows each of them
/// @param weights what the weights start from: `he`, `glorot`, or a number, the standard deviation
/// @param normalization what stands between each and its activation
/// @param dropout the probability with which each of their values is dropped, in [0, 1)
public record ModelPlan(
    List<Integer> hidden,
    Activation activation,
    String weights,
    Normalization normalization,
    double dropout) {

  private static final Pattern REPEATED = Pattern.compile("(\\d{1,3})x(\\d{1,6})");

  /// What normalizes a hidden layer.
  public enum Normalization {
    /// Nothing.
    NONE,
    /// [BatchNorm].
    BATCH,
    /// [LayerNorm].
    LAYER;

    /// The name in files.
    ///
    /// @return in lower case
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Finds one.
    ///
    /// @param label its name in files
    /// @return the normalization
    /// @throws IllegalArgumentException if there is none of that name
    public static Normalization named(String label) {
      return Arrays.stream(values())
          .filter(value -> value.label().equals(label))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  Suggestion.unknown(
                      "normalization",
                      label,
                      Arrays.stream(values()).map(Normalization::label).toList())));
    }

    private Optional<Layer> layer() {
      return switch (this) {
        case NONE -> Optional.empty();
        case BATCH -> Optional.of(new BatchNorm(BatchNorm.EPSILON));
        case LAYER -> Optional.of(new LayerNorm(BatchNorm.EPSILON));
      };
    }
  }

  public ModelPlan {
    hidden = List.copyOf(hidden);
    hidden.forEach(width -> {
      if (width < 1) {
        throw new IllegalArgumentException("hidden must be widths of 1 or more, was " + width);
      }
    });
    weights(weights);
    Dropout checked = new Dropout(dropout);
    dropout = checked.rate();
  }

  /// A network of dense layers and activations alone.
  ///
  /// @param hidden the widths of the hidden layers
  /// @param activation what follows each of them
  /// @param weights what the weights start from
  public ModelPlan(List<Integer> hidden, Activation activation, String weights) {
    this(hidden, activation, weights, Normalization.NONE, 0);
  }

  /// The network of the published experiment: five hidden layers of 100 ReLU units.
  ///
  /// @return the plan of [Sequential#published]
  public static ModelPlan published() {
    return new ModelPlan(List.of(100, 100, 100, 100, 100), Activation.RELU, "0.05");
  }

  /// The same with other hidden layers.
  ///
  /// @param widths of them
  /// @return a changed copy
  public ModelPlan withHidden(List<Integer> widths) {
    return new ModelPlan(widths, activation, weights, normalization, dropout);
  }

  /// Reads widths.
  ///
  /// @param text such as `5x100`, `100,50` or `100-50`
  /// @return a width for each hidden layer
  /// @throws IllegalArgumentException if it is something else
  public static List<Integer> widths(String text) {
    Matcher repeated = REPEATED.matcher(text.strip());
    if (repeated.matches() && Integer.parseInt(repeated.group(1)) > 0) {
      return Collections.nCopies(
          Integer.parseInt(repeated.group(1)), Integer.parseInt(repeated.group(2)));
    }
    try {
      return Stream.of(text.split("[,-]", -1)).map(w -> Integer.valueOf(w.strip())).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "hidden layers must be widths such as 5x50 or 100,50, were \"%s\"".formatted(text), e);
    }
  }

  /// Builds the network.
  ///
  /// @param outputs how many classes, or 1 for a value
  /// @return the model
  public Sequential build(int outputs) {
    List<Layer> layers = new ArrayList<>();
    for (int width : hidden) {
      layers.add(new Dense(width, initializer()));
      normalization.layer().ifPresent(layers::add);
      layers.add(activation);
      if (dropout > 0) {
        layers.add(new Dropout(dropout));
      }
    }
    layers.add(new Dense(outputs, initializer()));
    return new Sequential(layers);
  }

  /// How many parameters it has, without those of normalization.
  ///
  /// @param features how many inputs
  /// @param outputs how many classes, or 1 for a value
  public double parameters(int features, int outputs) {
    double count = 0;
    double inputs = features;
    for (int width : hidden) {
      count += (inputs + 1) * width;
      inputs = width;
    }
    return count + (inputs + 1) * outputs;
  }

  private Initializer initializer() {
    return switch (weights) {
      case "he" -> Initializer.he();
      case "glorot" -> Initializer.glorot();
      default -> Initializer.gaussian(Double.parseDouble(weights));
    };
  }

  /// Checks what weights start from.
  public static String weights(String text) {
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

  /// For people, short.
  ///
  /// @return such as `5x100`, `100-50 gelu batch dropout=0.2`
  public String label() {
    return label(true);
  }

  /// For people, beside other settings.
  ///
  /// @return such as `hidden=5x100`, `hidden=100-50 gelu batch dropout=0.2`, or `linear`
  public String setting() {
    return hidden.isEmpty() ? label() : "hidden=" + label();
  }

  /// The hidden layers, for people.
  ///
  /// @return such as `5x100`, `100-50` or `linear`, as [#widths] reads them
  public String hiddenLabel() {
    boolean alike = hidden.size() > 1 && hidden.stream().distinct().count() == 1;
    if (hidden.isEmpty()) {
      return "linear";
    }
    return alike
        ? hidden.size() + "x" + hidden.getFirst()
        : hidden.stream().map(Object::toString).collect(Collectors.joining("-"));
  }

  /// As in earlier versions, which did not tell networks apart by their weights.
  String formerLabel() {
    return label(false);
  }

  private String label(boolean withWeights) {
    return Stream.of(
            hiddenLabel(),
            activation == Activation.RELU ? "" : activation.text(),
            normalization == Normalization.NONE ? "" : normalization.label(),
            dropout == 0 ? "" : "dropout=" + dropout,
            withWeights && !weights.equals(activation.defaultInitializer())
                ? "weights=" + weights
                : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /// For people.
  ///
  /// @return such as `hidden layers of 100, 100 relu units`
  public String description() {
    if (hidden.isEmpty()) {
      return "no hidden layers";
    }
    String widths = hidden.stream().map(Object::toString).collect(Collectors.joining(", "));
    return "hidden layers of %s %s units%s%s"
        .formatted(
            widths,
            activation.text(),
            normalization == Normalization.NONE
                ? ""
                : " with %s normalization".formatted(normalization.label()),
            dropout == 0 ? "" : ", dropout " + dropout);
  }

  void write(ObjectNode json) {
    hidden.forEach(json.putArray("hidden")::add);
    json.put("activation", activation.text());
    json.put("weights", weights);
    if (normalization != Normalization.NONE) {
      json.put("normalization", normalization.label());
    }
    if (dropout > 0) {
      json.put("dropout", dropout);
    }
  }

  static ModelPlan read(JsonNode json) {
    List<Integer> hidden = new ArrayList<>();
    json.required("hidden").forEach(width -> hidden.add(width.asInt()));
    return new ModelPlan(
        hidden,
        Activation.named(json.required("activation").asString()),
        json.required("weights").asString(),
        Normalization.named(json.path("normalization").asString("none")),
        json.path("dropout").asDouble(0));
  }
}
