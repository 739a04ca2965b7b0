package dev.ravine.lab.plan;

import java.util.function.Function;

/// Where options come from: YAML, JSON, or the command line.
public interface OptionReader {

  /// Reads one option.
  ///
  /// @param <T> its type
  /// @param key its name, such as `labelSmoothing`
  /// @param usual its value where nothing is given
  /// @param parse makes a value of a text, or throws an IllegalArgumentException that names the key
  /// @return the value
  <T> T read(String key, T usual, Function<String, T> parse);
}
