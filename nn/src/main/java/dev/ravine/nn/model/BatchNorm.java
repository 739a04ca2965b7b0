package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import dev.ravine.optim.hyperparameter.Require;

/// Gives every unit mean 0 and variance 1, and then a scale and a shift of its own that are learnt:
/// `batchNorm1.scale` and `batchNorm1.shift`.
///
/// ```
/// y = scale · (x − mean) / √(variance + epsilon) + shift
/// ```
///
/// In training, mean and variance are those of the batch. In evaluation they are those of training
/// examples, measured with the weights that are evaluated
/// ([dev.ravine.nn.graph.BatchStatisticsEstimator]).
///
/// Ioffe, Szegedy: Batch Normalization (arXiv 1502.03167), algorithms 1 and 2.
///
/// **Deviations:** other libraries keep averages over the last batches, which lag behind the
/// weights, are state beside them, and are wrong for averages of weights; here nothing is kept, and
/// statistics belong to the weights. The variance is divided by the number of examples.
///
/// @param epsilon inside the root, positive
public record BatchNorm(double epsilon) implements StandardLayer {

  /// What is added to variances if nobody says.
  public static final double EPSILON = 1e-5;

  public BatchNorm {
    Require.positive("epsilon", epsilon);
  }

  @Override
  public Node apply(Scope scope, Node x) {
    String name = scope.name("batchNorm");
    Scope.Moments of = scope.moments(name, x);
    return normalized(scope, name, x.subtract(of.mean()), of.variance(), epsilon);
  }

  static Node normalized(Scope scope, String name, Node distance, Node variance, double epsilon) {
    int units = distance.shape().size(1);
    Node deviation = variance.add(distance.graph().constant(epsilon, variance.shape())).sqrt();
    return distance
        .divide(deviation)
        .multiply(scope.normalization(name + ".scale", units, 1))
        .add(scope.normalization(name + ".shift", units, 0));
  }

  @Override
  public String text() {
    return "batchNorm(%s)".formatted(epsilon);
  }
}
