package dev.ravine.nn.model;

/// Reads layers of your own from saved models and other texts. Found by [java.util.ServiceLoader]:
/// a jar names its implementation in `META-INF/services`. Names have letters and digits; arguments
/// no parentheses and no `|`.
public interface LayerReader {

  /// The name before the parenthesis.
  ///
  /// @return such as `maxout`, other than those of Ravine's layers
  String name();

  /// Reads a layer.
  ///
  /// @param argument what stands between the parentheses; empty without any
  /// @return the layer, whose [Layer#text] gives `name(argument)` again
  /// @throws IllegalArgumentException if the argument is wrong
  Layer read(String argument);
}
