package dev.ravine.nn.predict;

import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.Targets;
import dev.ravine.data.Values;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What makes one epoch's model better than another's.
///
/// ```java
/// Training.of(model, data).criterion(Criterion.of("recall of fraud", metrics -> metrics.recall("fraud")))
/// ```
public final class Criterion {

  /// The greatest accuracy; of values, the greatest R², or the least loss where that is not
  /// defined.
  public static final Criterion ACCURACY =
      new Criterion(
          "accuracy", Criterion::accuracy, Optional.empty(), Optional.empty(), Optional.empty(), 1);

  /// The least loss.
  public static final Criterion LOSS =
      new Criterion(
          "loss", Evaluation::loss, Optional.empty(), Optional.empty(), Optional.empty(), -1);

  /// The greatest mean recall of the classes.
  public static final Criterion BALANCED_ACCURACY =
      of("balanced accuracy", ClassificationMetrics::balancedAccuracy);

  /// The greatest mean F1 of the classes, or labels.
  public static final Criterion F1 =
      of("F1", ClassificationMetrics::meanF1, LabelSetMetrics::meanF1);

  /// The greatest area under the receiver operating characteristic, the mean of the classes, or
  /// labels.
  public static final Criterion AUC = of("AUC", ClassificationMetrics::auc, LabelSetMetrics::auc);

  private final String name;
  private final ToDoubleFunction<Evaluation> plain;
  private final Optional<ToDoubleFunction<ClassificationMetrics>> ofClasses;
  private final Optional<ToDoubleFunction<LabelSetMetrics>> ofLabelSets;
  private final Optional<ToDoubleFunction<RegressionMetrics>> ofValues;
  private final int sign;

  private Criterion(
      String name,
      Optional<ToDoubleFunction<ClassificationMetrics>> ofClasses,
      Optional<ToDoubleFunction<LabelSetMetrics>> ofLabelSets,
      Optional<ToDoubleFunction<RegressionMetrics>> ofValues) {
    this(name, Evaluation::accuracy, ofClasses, ofLabelSets, ofValues, 1);
  }

  private Criterion(
      String name,
      ToDoubleFunction<Evaluation> plain,
      Optional<ToDoubleFunction<ClassificationMetrics>> ofClasses,
      Optional<ToDoubleFunction<LabelSetMetrics>> ofLabelSets,
      Optional<ToDoubleFunction<RegressionMetrics>> ofValues,
      int sign) {
    this.name = name;
    this.plain = plain;
    this.ofClasses = ofClasses;
    this.ofLabelSets = ofLabelSets;
    this.ofValues = ofValues;
    this.sign = sign;
  }

  /// A metric of classes, of which more is better; see [#least].
  ///
  /// @param name for people
  /// @param score NaN is never better
  public static Criterion of(String name, ToDoubleFunction<ClassificationMetrics> score) {
    return new Criterion(name, Optional.of(score), Optional.empty(), Optional.empty());
  }

  /// A metric of labels of which an example may have several; more is better, see [#least].
  ///
  /// @param name for people
  /// @param score NaN is never better
  public static Criterion ofLabelSets(String name, ToDoubleFunction<LabelSetMetrics> score) {
    return new Criterion(name, Optional.empty(), Optional.of(score), Optional.empty());
  }

  /// A metric of values, in their own unit; more is better, see [#least].
  ///
  /// @param name for people
  /// @param score NaN is never better
  public static Criterion ofValues(String name, ToDoubleFunction<RegressionMetrics> score) {
    return new Criterion(name, Optional.empty(), Optional.empty(), Optional.of(score));
  }

  /// The same metric, of which less is better: `Criterion.ofValues("RMSE",
  /// RegressionMetrics::rmse).least()`.
  public Criterion least() {
    return new Criterion(name, plain, ofClasses, ofLabelSets, ofValues, -1);
  }

  private static Criterion of(
      String name,
      ToDoubleFunction<ClassificationMetrics> ofClasses,
      ToDoubleFunction<LabelSetMetrics> ofLabelSets) {
    return new Criterion(name, Optional.of(ofClasses), Optional.of(ofLabelSets), Optional.empty());
  }

  private static double accuracy(Evaluation result) {
    return Double.isNaN(result.accuracy()) ? -result.loss() : result.accuracy();
  }

  /// Refuses what it can't be measured on.
  ///
  /// @param targets labels or values
  /// @throws IllegalArgumentException if they do not suit it
  public void check(Targets targets) {
    boolean suits =
        !isMetric()
            || (targets instanceof Labels && ofClasses.isPresent())
            || (targets instanceof LabelSets && ofLabelSets.isPresent())
            || (targets instanceof Values && ofValues.isPresent());
    if (!suits) {
      throw new IllegalArgumentException(
          "criterion %s does not suit the targets, %s".formatted(name, targets));
    }
  }

  /// Whether it is measured on all predictions, not on accuracy and loss.
  boolean isMetric() {
    return ofClasses.isPresent() || ofLabelSets.isPresent() || ofValues.isPresent();
  }

  double score(Evaluation result) {
    return sign * plain.applyAsDouble(result);
  }

  double score(ClassificationMetrics metrics) {
    return sign * ofClasses.orElseThrow().applyAsDouble(metrics);
  }

  double score(LabelSetMetrics metrics) {
    return sign * ofLabelSets.orElseThrow().applyAsDouble(metrics);
  }

  double score(RegressionMetrics metrics) {
    return sign * ofValues.orElseThrow().applyAsDouble(metrics);
  }

  /// The metric of a score, with the sign it has for people.
  ///
  /// @param result of which the score is
  public double metric(Evaluation result) {
    return sign * result.score();
  }

  @Override
  public String toString() {
    return name;
  }
}
