package dev.ravine.lab.yaml;

import java.util.List;

/// The key of an [ExperimentFile] that says which optimizers to train with.
final class OptimizerKeys {

  private OptimizerKeys() {}

  /// Each as a mapping with the key `optimizer`.
  static List<Yaml.Mapping> of(Yaml.Mapping written) {
    Yaml.Entry entry =
        written
            .find("optimizers")
            .orElseThrow(() ->
                new InvalidExperimentException(
                    written.line(), "optimizers must be there: which to train with"));
    List<Yaml> items =
        entry.value() instanceof Yaml.Sequence list ? list.items() : List.of(entry.value());
    if (items.isEmpty()) {
      throw new InvalidExperimentException(entry.line(), "optimizers must not be empty");
    }
    return items.stream().map(OptimizerKeys::optimizer).toList();
  }

  private static Yaml.Mapping optimizer(Yaml item) {
    if (item instanceof Yaml.Scalar) {
      return new Yaml.Mapping(item.line(), List.of(new Yaml.Entry("optimizer", item.line(), item)));
    }
    Yaml.Mapping mapping = YamlKeys.mapping(item, "an optimizer");
    if (mapping.find("optimizer").isEmpty()) {
      throw new InvalidExperimentException(
          item.line(), "an optimizer must have the key optimizer: a rule's name or a recipe");
    }
    return mapping;
  }
}
