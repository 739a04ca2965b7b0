package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import dev.ravine.optim.recipe.Suggestion;
import java.util.Arrays;
import java.util.List;

/// What follows a dense layer.
public enum Activation implements StandardLayer {
  /// max(0, x).
  RELU("relu"),
  /// x where positive, else x / 100.
  LEAKY_RELU("leakyRelu"),
  /// tanh x.
  TANH("tanh"),
  /// 1 / (1 + e⁻ˣ).
  SIGMOID("sigmoid"),
  /// ½ x (1 + erf(x / √2)): the exact form, by the error function. Hendrycks, Gimpel (arXiv
  /// 1606.08415), section 2.
  GELU("gelu"),
  /// ln(1 + eˣ). Dugas et al.: Incorporating Second-Order Functional Knowledge for Better Option
  /// Pricing (NIPS 2000), section 3.
  SOFTPLUS("softplus"),
  /// x / (1 + e⁻ˣ), also called swish. Elfwing et al. (arXiv 1702.03118), section 2.
  SILU("silu");

  /// The slope of [#LEAKY_RELU] below 0.
  public static final double LEAK = 0.01;

  private final String label;

  Activation(String label) {
    this.label = label;
  }

  @Override
  public Node apply(Scope scope, Node x) {
    return switch (this) {
      case RELU -> x.relu();
      case LEAKY_RELU -> x.leakyRelu(LEAK);
      case TANH -> x.tanh();
      case SIGMOID -> x.sigmoid();
      case GELU -> x.gelu();
      case SOFTPLUS -> x.softplus();
      case SILU -> x.silu();
    };
  }

  /// The name in files.
  ///
  /// @return such as `leakyRelu`
  @Override
  public String text() {
    return label;
  }

  /// What weights before it usually start from: He's numbers where half of the values are lost,
  /// else Glorot's.
  ///
  /// @return the name of an [Initializer]
  public String defaultInitializer() {
    return switch (this) {
      case TANH, SIGMOID -> "glorot";
      case RELU, LEAKY_RELU, GELU, SOFTPLUS, SILU -> "he";
    };
  }

  /// All names.
  ///
  /// @return in the order of the constants
  public static List<String> labels() {
    return Arrays.stream(values()).map(Activation::text).toList();
  }

  /// Finds an activation.
  ///
  /// @param label its name in files
  /// @return the activation
  /// @throws IllegalArgumentException if there is none of that name
  public static Activation named(String label) {
    return Arrays.stream(values())
        .filter(activation -> activation.label.equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(Suggestion.unknown("activation", label, labels())));
  }
}
