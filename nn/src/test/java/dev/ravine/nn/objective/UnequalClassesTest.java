package dev.ravine.nn.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Labels;
import dev.ravine.data.Values;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.predict.Criterion;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.predict.ThresholdCurve;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Classes of which one is rare: weights, criteria and thresholds.
class UnequalClassesTest {

  private static final Sequential MODEL = Sequential.parse("dense(8) | relu | dense(2)");
  private static final Split SPLIT = Split.stratified(fraud(1500), 0.5, Seed.of(2));

  /// One in twenty is a fraud, which overlaps with what is none.
  private static Dataset fraud(int size) {
    RandomStream random = Seed.of(5).stream("fraud");
    double[][] rows = new double[size][];
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double shift = i % 20 == 0 ? 1.5 : 0;
      rows[i] = new double[] {random.nextGaussian() + shift, random.nextGaussian() + shift};
      labels.add(i % 20 == 0 ? "fraud" : "fine");
    }
    return Examples.of(rows).classes(labels);
  }

  private static TrainingBuilder training() {
    return Training.of(MODEL, SPLIT).optimizer("adam(1e-2)").epochs(8).seed(3);
  }

  private static ClassificationMetrics metrics(SavedModel model) {
    return model.classificationMetrics(SPLIT.validation());
  }

  @Test
  void weightsRaiseTheRecallOfARareClass() {
    double plain = metrics(training().run()).recall("fraud");
    SavedModel balanced = training().classWeights(ClassWeights.BALANCED).run();
    SavedModel numbers = training().classWeights(ClassWeights.of(Map.of("fraud", 19.0))).run();
    assertThat(plain).isLessThan(0.4);
    assertThat(metrics(balanced).recall("fraud")).isGreaterThan(0.7);
    assertThat(metrics(numbers).recall("fraud")).isGreaterThan(0.7);
    assertThat(balanced.metadata()).containsEntry("classWeights", "balanced");
    assertThat(numbers.metadata()).containsEntry("classWeights", "fraud=19");
  }

  @Test
  void numbersForClassesAreBalancedIfTheyAreSo() {
    double fraud = 750.0 / 2 / 38;
    double fine = 750.0 / 2 / 712;
    assertThat(((Labels) SPLIT.train().targets()).counts()).containsExactly(712, 38);
    float[] expected = theta(ClassWeights.BALANCED);
    assertThat(theta(ClassWeights.of(Map.of("fraud", fraud, "fine", fine)))).isEqualTo(expected);
    assertThat(theta(ClassWeights.NONE)).isNotEqualTo(expected);
  }

  private static float[] theta(ClassWeights weights) {
    return Trainer.train(training().classWeights(weights).build(), 1).theta();
  }

  @ParameterizedTest
  @CsvSource({"none", "balanced", "'a=0.5,b=2'", "'x=y=3'"})
  void classWeightsHaveATextThatIsRead(String text) {
    assertThat(ClassWeights.parse(text).label()).isEqualTo(text);
  }

  @Test
  void classWeightsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> ClassWeights.parse("heavy"))
        .hasMessage("classWeights must be none, balanced, or such as no=1,yes=5, was heavy");
    assertThatThrownBy(() -> ClassWeights.of(Map.of("fraud", -1.0)))
        .hasMessage("classWeights must be 0 or more, but that of fraud is -1.0");
    assertThatThrownBy(() -> training().classWeights(ClassWeights.of(Map.of("frud", 2.0))).run())
        .hasMessage("classWeights must be of classes among [fine, fraud], but one is of frud");
    Dataset values = SPLIT.train().withTargets(new Values(new float[750]));
    assertThatThrownBy(() ->
            Training.of(Sequential.parse("dense(1)"), values)
                .classWeights(ClassWeights.BALANCED)
                .run())
        .hasMessage("classWeights need a class for each example, but the targets are a value");
    assertThatThrownBy(
            () -> Training.of(Sequential.parse("dense(1)"), values).criterion(Criterion.F1).run())
        .hasMessage("criterion F1 does not suit the targets, a value");
  }

  /// The kept model has the greatest score of all epochs, and what it is scored by is the metric.
  @Test
  void aCriterionDecidesWhichModelIsKept() {
    check(Criterion.F1, ClassificationMetrics::meanF1);
    check(Criterion.AUC, ClassificationMetrics::auc);
    check(Criterion.BALANCED_ACCURACY, ClassificationMetrics::balancedAccuracy);
    check(Criterion.of("recall", m -> m.recall("fraud")), m -> m.recall("fraud"));
  }

  private static void check(Criterion criterion, ToDoubleFunction<ClassificationMetrics> metric) {
    List<Double> scores = new ArrayList<>();
    TrainingListener remember =
        new TrainingListener() {
          @Override
          public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
            if (epoch > 0) {
              scores.add(validation.score());
            }
          }
        };
    SavedModel best = training().criterion(criterion).listener(remember).keepBest().run();
    double most = scores.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    assertThat(metric.applyAsDouble(metrics(best))).isCloseTo(most, within(1e-9));
    assertThat(scores.indexOf(most) + 1).isEqualTo(Integer.parseInt(best.metadata().get("epoch")));
    assertThat(best.metadata()).containsEntry("criterion", criterion.toString());
  }

  @Test
  void aThresholdIsChosenOnValidationExamples() {
    SavedModel model = training().run();
    ThresholdCurve curve = model.thresholdCurve(SPLIT.validation(), "fraud");
    assertThat(curve.auc()).isCloseTo(metrics(model).auc(), within(1e-9));
    ThresholdCurve.Point best = curve.greatestF1();
    assertThat(best.threshold()).isLessThan(0.5);
    assertThat(best.f1()).isGreaterThan(metrics(model).f1("fraud"));
    assertThatThrownBy(() -> model.thresholdCurve(SPLIT.validation(), "frod"))
        .hasMessage("a label must be among [fine, fraud], which the model knows, was frod");
    assertThatThrownBy(() -> metrics(model).f1("frod"))
        .hasMessage("a class must be among [fine, fraud], was frod");
  }

  @Test
  void labelSetsHaveThresholdsToo() {
    List<Set<String>> tags = new ArrayList<>();
    float[][] rows = new float[300][2];
    RandomStream random = Seed.of(6).stream("tags");
    for (float[] row : rows) {
      row[0] = (float) random.nextGaussian();
      row[1] = (float) random.nextGaussian();
      tags.add(row[0] > 1 ? Set.of("large", "rare") : row[1] > 0 ? Set.of("large") : Set.of());
    }
    Dataset data = Examples.of(rows).labelSets(tags);
    SavedModel model =
        Training.of(MODEL, data).optimizer("adam(1e-2)").criterion(Criterion.AUC).keepBest().run();
    assertThat(model.thresholdCurve(data, "rare").auc())
        .isGreaterThan(0.9)
        .isCloseTo(model.labelSetMetrics(data).label("rare").auc(), within(1e-12));
  }

  /// Of a metric of which less is better the least is kept, and it is printed as it is.
  @Test
  void theLeastLogLossIsKept() {
    List<Double> losses = new ArrayList<>();
    TrainingListener remember =
        new TrainingListener() {
          @Override
          public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
            if (epoch > 0) {
              losses.add(-validation.score());
            }
          }
        };
    Criterion logLoss =
        Criterion.of("log loss", ClassificationMetrics::negativeLogLikelihood).least();
    SavedModel best = training().criterion(logLoss).listener(remember).keepBest().run();
    double least = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    assertThat(metrics(best).negativeLogLikelihood()).isCloseTo(least, within(1e-9));
    assertThat(losses.getFirst()).isGreaterThan(least);
    assertThat(logLoss.metric(new Evaluation(0, 0, -0.5))).isEqualTo(0.5);
  }

  @Test
  void theLeastLossIsTheLeastHoweverItIsSaid() {
    Evaluation good = new Evaluation(0.5, 0.1);
    assertThat(kept(Criterion.LOSS)).isEqualTo(kept(Criterion.LOSS.least()));
    assertThat(Criterion.LOSS.least().metric(new Evaluation(0, 0.1, -0.1))).isEqualTo(good.loss());
  }

  private static String kept(Criterion criterion) {
    return training().criterion(criterion).keepBest().run().metadata().getOrDefault("epoch", "");
  }

  /// The example that a threshold is of is on its side in a program, too.
  @Test
  void aPredictorAgreesWithItsThreshold() {
    for (int seed = 0; seed < 5; seed++) {
      SavedModel model = training().seed(seed).run();
      ThresholdCurve.Point best = model.thresholdCurve(SPLIT.validation(), "fraud").greatestF1();
      int said = 0;
      int all = 0;
      try (Predictor predictor = model.predictor()) {
        for (int i = 0; i < SPLIT.validation().size(); i++) {
          float[] probabilities =
              predictor.predict(SPLIT.validation().feature(i, 0), SPLIT.validation().feature(i, 1));
          boolean fraud = SPLIT.validation().label(i) == 1;
          all += fraud ? 1 : 0;
          said += fraud && probabilities[1] >= best.threshold() ? 1 : 0;
        }
      }
      assertThat((double) said / all).isEqualTo(best.recall());
    }
  }

  /// In the values' own unit, of the second of two.
  @Test
  void aMetricOfValuesDecides() {
    float[][] right = new float[SPLIT.train().size()][];
    for (int i = 0; i < right.length; i++) {
      float x = SPLIT.train().feature(i, 0);
      right[i] = new float[] {x, 1000 * x * x};
    }
    Dataset values = Examples.of(1, first()).values(right);
    SavedModel model =
        Training.of(Sequential.parse("dense(8) | tanh | dense(2)"), new Split(values, values))
            .optimizer("adam(1e-2)")
            .epochs(5)
            .criterion(Criterion.ofValues("RMSE", m -> m.outputs().get(1).rmse()).least())
            .keepBest()
            .run();
    double score = Double.parseDouble(model.metadata().getOrDefault("validationScore", ""));
    assertThat(model.regressionMetrics(values).outputs().get(1).rmse())
        .isGreaterThan(10)
        .isCloseTo(-score, within(1e-6 * -score));
  }

  private static float[] first() {
    float[] first = new float[SPLIT.train().size()];
    for (int i = 0; i < first.length; i++) {
      first[i] = SPLIT.train().feature(i, 0);
    }
    return first;
  }

  @Test
  void metricsPrintAsTables() {
    assertThat(metrics(training().run()).toString().lines())
        .hasSize(4)
        .first()
        .asString()
        .isEqualTo("class                precision    recall        F1  examples");
  }

  /// Of values that are all the same R² is not defined; the loss decides.
  @Test
  void withoutR2TheLossDecides() {
    float[] ones = new float[40];
    Arrays.fill(ones, 5);
    Dataset same = Examples.of(1, new float[40]).values(ones);
    SavedModel model =
        Training.of(Sequential.parse("dense(1)"), new Split(same, same))
            .optimizer("sgd(0.1)")
            .epochs(9)
            .patience(3)
            .keepBest()
            .loss(Losses.squaredError())
            .criterion(Criterion.ACCURACY)
            .initialWeights(0, 1)
            .run();
    assertThat(Integer.parseInt(model.metadata().get("epoch"))).isEqualTo(9);
    assertThat(model.metadata()).containsEntry("ended", "finished 9 epochs");
  }
}
