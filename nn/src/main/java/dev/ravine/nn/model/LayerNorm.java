package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import dev.ravine.optim.hyperparameter.Require;

/// Gives the units of every example mean 0 and variance 1, and then each unit a scale and a shift
/// of its own that are learnt: `layerNorm1.scale` and `layerNorm1.shift`. The same in training and
/// in evaluation.
///
/// ```
/// y = scale · (x − mean) / √(variance + epsilon) + shift
/// ```
///
/// Ba, Kiros, Hinton: Layer Normalization (arXiv 1607.06450), section 3.
///
/// @param epsilon inside the root, positive
public record LayerNorm(double epsilon) implements StandardLayer {

  public LayerNorm {
    Require.positive("epsilon", epsilon);
  }

  @Override
  public Node apply(Scope scope, Node x) {
    int units = x.shape().size(1);
    Node distance = x.subtract(x.sum(1, 2).scale(1.0 / units));
    Node variance = distance.multiply(distance).sum(1, 2).scale(1.0 / units);
    return BatchNorm.normalized(scope, scope.name("layerNorm"), distance, variance, epsilon);
  }

  @Override
  public String text() {
    return "layerNorm(%s)".formatted(epsilon);
  }
}
