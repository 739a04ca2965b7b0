package dev.ravine.lab.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A YAML document that knows the line of everything in it.
sealed interface Yaml {

  /// The line of what does not come from the document.
  int NOWHERE = 0;

  /// Where it begins.
  ///
  /// @return from 1
  int line();

  /// The same, as if all of it began in another line.
  default Yaml at(int line) {
    return switch (this) {
      case Scalar(int before, String text) -> new Scalar(line, text);
      case Sequence(int before, List<Yaml> items) ->
          new Sequence(line, items.stream().map(item -> item.at(line)).toList());
      case Mapping(int before, List<Entry> entries) ->
          new Mapping(
              line,
              entries.stream()
                  .map(entry -> new Entry(entry.key(), line, entry.value().at(line)))
                  .toList());
    };
  }

  /// Keys and values.
  record Mapping(int line, List<Entry> entries) implements Yaml {

    Optional<Entry> find(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    /// The same with one value replaced or added.
    Mapping with(Entry changed) {
      List<Entry> all = new ArrayList<>(entries);
      all.removeIf(entry -> entry.key().equals(changed.key()));
      all.add(changed);
      return new Mapping(line, List.copyOf(all));
    }
  }

  /// One key with its value.
  record Entry(String key, int line, Yaml value) {}

  /// A list.
  record Sequence(int line, List<Yaml> items) implements Yaml {}

  /// A number, a word or nothing, as it is written.
  record Scalar(int line, String text) implements Yaml {}

  /// Reads a document.
  ///
  /// @throws InvalidExperimentException if it is not YAML, or has a key twice
  static Yaml parse(String text) {
    try (JsonParser parser = YAMLMapper.builder().build().createParser(text)) {
      if (parser.nextToken() == null) {
        return new Scalar(1, "");
      }
      return value(parser);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      String why =
          e.getOriginalMessage()
              .lines()
              .filter(part -> !part.isBlank() && !Character.isWhitespace(part.charAt(0)))
              .collect(Collectors.joining(": "));
      throw new InvalidExperimentException(line, "must be YAML: " + why);
    }
  }

  private static Yaml value(JsonParser parser) {
    int line = parser.currentTokenLocation().getLineNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, line);
      case START_ARRAY -> {
        List<Yaml> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield new Sequence(line, List.copyOf(items));
      }
      case VALUE_NULL -> new Scalar(line, "");
      default -> new Scalar(line, parser.getString());
    };
  }

  private static Mapping mapping(JsonParser parser, int line) {
    List<Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = parser.currentTokenLocation().getLineNr();
      if (!keys.add(key)) {
        throw new InvalidExperimentException(
            keyLine, "key %s must not be there twice".formatted(key));
      }
      parser.nextToken();
      entries.add(new Entry(key, keyLine, value(parser)));
    }
    return new Mapping(line, List.copyOf(entries));
  }
}
