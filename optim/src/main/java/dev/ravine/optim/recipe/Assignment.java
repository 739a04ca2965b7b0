package dev.ravine.optim.recipe;

/// A setting with its value, as people write it: `beta1=0.9`.
///
/// @param name before the first `=`
/// @param value behind it
public record Assignment(String name, String value) {

  /// Reads one.
  ///
  /// @param text such as `beta1=0.9`
  /// @throws IllegalArgumentException if there is no name, or no value
  public static Assignment parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0 || text.substring(0, equals).isBlank() || text.substring(equals + 1).isBlank()) {
      throw new IllegalArgumentException(
          "a setting must be NAME=VALUE, such as beta1=0.9, was \"%s\"".formatted(text));
    }
    return new Assignment(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }
}
