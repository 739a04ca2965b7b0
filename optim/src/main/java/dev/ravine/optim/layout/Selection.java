package dev.ravine.optim.layout;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which tensors of a [ParameterLayout] a stage works on, by role or by name.
///
/// | text | selects |
/// |---|---|
/// | `all` | every tensor |
/// | `weights`, `biases`, `normalizations` | tensors of that [ParameterRole] |
/// | `"dense1.*"` | tensors whose name fits; `*` stands for any letters, `?` for one |
/// | `not …` | what the rest does not select |
///
/// @param text as in the table
public record Selection(String text) {

  /// Every tensor.
  public static final Selection ALL = new Selection("all");

  /// Tensors that multiply activations.
  public static final Selection WEIGHTS = of(ParameterRole.WEIGHT);

  /// Tensors that are added to activations.
  public static final Selection BIASES = of(ParameterRole.BIAS);

  public Selection {
    String positive = text.startsWith("not ") ? text.substring(4) : text;
    boolean quoted = positive.length() > 2 && positive.startsWith("\"") && positive.endsWith("\"");
    if (!quoted && !positive.equals("all") && role(positive) == null) {
      throw new IllegalArgumentException(
          "a selection must be all, weights, biases, normalizations or a name in double quotes, with not"
              + " before it if meant, was "
              + text);
    }
  }

  /// The tensors of one role.
  ///
  /// @param role what they are for
  /// @return `weights`, `biases` or `normalizations`
  public static Selection of(ParameterRole role) {
    return new Selection(plural(role));
  }

  /// The tensors of a name.
  ///
  /// @param pattern a name, in which `*` stands for any letters and `?` for one
  /// @return the pattern in quotes
  public static Selection named(String pattern) {
    return new Selection("\"" + pattern + "\"");
  }

  /// What this does not select.
  ///
  /// @return the complement
  public Selection not() {
    return new Selection(text.startsWith("not ") ? text.substring(4) : "not " + text);
  }

  /// Whether a tensor is selected.
  ///
  /// @param tensor of any layout
  /// @return true if the stage is to work on it
  public boolean selects(ParameterLayout.Tensor tensor) {
    boolean negated = text.startsWith("not ");
    return negated != selects(negated ? text.substring(4) : text, tensor);
  }

  private static boolean selects(String positive, ParameterLayout.Tensor tensor) {
    if (positive.startsWith("\"")) {
      String glob = positive.substring(1, positive.length() - 1);
      String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
      return Pattern.matches(regex, tensor.name());
    }
    return positive.equals("all") || tensor.role() == role(positive);
  }

  private static @Nullable ParameterRole role(String plural) {
    for (ParameterRole role : ParameterRole.values()) {
      if (plural(role).equals(plural)) {
        return role;
      }
    }
    return null;
  }

  private static String plural(ParameterRole role) {
    return role == ParameterRole.BIAS ? "biases" : role.name().toLowerCase(Locale.ROOT) + "s";
  }

  @Override
  public String toString() {
    return text;
  }
}
