package dev.ravine.lab.yaml;

import dev.ravine.data.DataException;
import dev.ravine.lab.plan.OptionReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/// Reads the values of a mapping's keys, or says in which line one is not what it must be.
///
/// @param written the mapping
record YamlKeys(Yaml.Mapping written) implements OptionReader {

  private static final int GREATEST = 1_000_000;

  Optional<Yaml.Scalar> text(String key) {
    return written.find(key).map(entry -> scalar(entry.value(), key));
  }

  @Override
  public <T> T read(String key, T usual, Function<String, T> parse) {
    return value(key, usual, checked(parse));
  }

  <T> T value(String key, T otherwise, Function<Yaml.Scalar, T> reader) {
    return text(key).map(reader).orElse(otherwise);
  }

  static Yaml.Scalar scalar(Yaml written, String what) {
    if (written instanceof Yaml.Scalar scalar) {
      return scalar;
    }
    throw new InvalidExperimentException(
        written.line(), what + " must be one value, was a list or a mapping");
  }

  static Yaml.Mapping mapping(Yaml written, String what) {
    if (written instanceof Yaml.Mapping mapping) {
      return mapping;
    }
    throw new InvalidExperimentException(
        written.line(), what + " must be a mapping: lines of the form key: value");
  }

  /// One value or several.
  <T> List<T> values(String key, T otherwise, Function<String, T> reader) {
    Optional<Yaml.Entry> entry = written.find(key);
    if (entry.isPresent() && entry.get().value() instanceof Yaml.Sequence list) {
      return list.items().stream().map(item -> checked(reader).apply(scalar(item, key))).toList();
    }
    return List.of(value(key, otherwise, checked(reader)));
  }

  int count(String key, IntSupplier otherwise) {
    return text(key).map(scalar -> whole(scalar, key)).orElseGet(otherwise::getAsInt);
  }

  static int whole(Yaml.Scalar scalar, String key) {
    try {
      int value = Integer.parseInt(scalar.text());
      if (value >= 1 && value <= GREATEST) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InvalidExperimentException(
        scalar.line(),
        "%s must be a whole number from 1 to %d, was %s".formatted(key, GREATEST, scalar.text()));
  }

  /// One whole number, or several.
  List<Integer> counts(String key, int otherwise) {
    return written
        .find(key)
        .map(entry ->
            Grid.of(entry.value()).values().stream()
                .map(text -> whole(new Yaml.Scalar(entry.value().line(), text), key))
                .toList())
        .orElse(List.of(otherwise));
  }

  /// One value, or several with commas between them.
  Optional<String> joined(String key) {
    return written
        .find(key)
        .map(entry ->
            entry.value() instanceof Yaml.Sequence list
                ? list.items().stream()
                    .map(item -> scalar(item, key).text())
                    .collect(Collectors.joining(","))
                : scalar(entry.value(), key).text());
  }

  /// Says in which line something refused a text.
  static <T> Function<Yaml.Scalar, T> checked(Function<String, T> reader) {
    return scalar -> {
      try {
        return reader.apply(scalar.text());
      } catch (IllegalArgumentException | DataException e) {
        throw new InvalidExperimentException(scalar.line(), String.valueOf(e.getMessage()));
      }
    };
  }

  static void checkNotEmpty(Yaml.Entry entry) {
    if (entry.value() instanceof Yaml.Sequence list && list.items().isEmpty()) {
      throw new InvalidExperimentException(
          entry.line(), entry.key() + " must be one value or more, was an empty list");
    }
  }
}
