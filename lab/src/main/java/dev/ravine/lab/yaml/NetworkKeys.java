package dev.ravine.lab.yaml;

import dev.ravine.lab.plan.Defaults;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Dropout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of an [ExperimentFile] that say what the networks are; each may have several values.
final class NetworkKeys {

  private final Yaml.Mapping written;
  private final YamlKeys keys;

  NetworkKeys(Yaml.Mapping written, YamlKeys keys) {
    this.written = written;
    this.keys = keys;
  }

  /// All combinations of what the networks may be.
  List<ModelPlan> models(Defaults defaults) {
    ModelPlan usual = ModelPlan.published();
    List<ModelPlan> models = new ArrayList<>();
    for (Activation activation : keys.values("activation", usual.activation(), Activation::named)) {
      for (List<Integer> hidden : networks(defaults)) {
        for (String weights :
            keys.values("weights", defaults.weights(activation), ModelPlan::weights)) {
          for (ModelPlan.Normalization normalization :
              keys.values("normalization", usual.normalization(), ModelPlan.Normalization::named)) {
            for (double dropout : keys.values("dropout", usual.dropout(), NetworkKeys::dropout)) {
              models.add(new ModelPlan(hidden, activation, weights, normalization, dropout));
            }
          }
        }
      }
    }
    return models;
  }

  /// A list of widths is one network, a list of lists, or of texts such as `5x100`, is several.
  private List<List<Integer>> networks(Defaults defaults) {
    Optional<Yaml.Entry> entry = written.find("hidden");
    if (entry.isEmpty()) {
      return List.of(defaults.hidden());
    }
    return entry.get().value() instanceof Yaml.Sequence list && holdsNetworks(list)
        ? list.items().stream().map(NetworkKeys::widths).toList()
        : List.of(widths(entry.get().value()));
  }

  private static boolean holdsNetworks(Yaml.Sequence list) {
    return list.items().stream()
        .anyMatch(item -> item instanceof Yaml.Sequence || isRepeated(item));
  }

  private static boolean isRepeated(Yaml item) {
    return item instanceof Yaml.Scalar scalar
        && (scalar.text().contains("x") || scalar.text().contains(","));
  }

  private static List<Integer> widths(Yaml value) {
    if (isRepeated(value)) {
      return YamlKeys.checked(ModelPlan::widths).apply((Yaml.Scalar) value);
    }
    return Grid.of(value).values().stream()
        .map(width -> YamlKeys.whole(new Yaml.Scalar(value.line(), width), "hidden"))
        .toList();
  }

  private static double dropout(String text) {
    try {
      return new Dropout(Double.parseDouble(text)).rate();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("dropout must be in [0, 1), was " + text, e);
    }
  }

  /// How many combinations there are, without making one.
  double count() {
    return Stream.of("hidden", "activation", "weights", "normalization", "dropout")
        .mapToDouble(key ->
            written
                .find(key)
                .map(entry ->
                    entry.value() instanceof Yaml.Sequence list
                            && (!key.equals("hidden") || holdsNetworks(list))
                        ? list.items().size()
                        : 1)
                .orElse(1))
        .reduce(1, (a, b) -> a * b);
  }
}
