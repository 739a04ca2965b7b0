package dev.ravine.nn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final int SIZE = 200;
  private static final int CLASSES = 4;

  private final float[] logits = new float[SIZE * CLASSES];
  private final byte[] right = new byte[SIZE];
  private final Probabilities probabilities;
  private final Labels labels;

  /// Logits of few values, so that there are ties.
  MetricsTest() {
    RandomStream random = new Seed(3).stream("logits");
    for (int i = 0; i < SIZE; i++) {
      right[i] = (byte) random.nextInt(CLASSES);
      for (int c = 0; c < CLASSES; c++) {
        logits[i * CLASSES + c] = random.nextInt(4) + (c == right[i] ? 1 : 0);
      }
    }
    probabilities = Probabilities.of(new Logits(CLASSES, logits));
    labels = new Labels("random", List.of("a", "b", "c", "d"), right);
  }

  /// By all pairs of an example of a class and one of another.
  private double areaByPairs(int label) {
    double won = 0;
    long pairs = 0;
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        if (right[i] == label && right[j] != label) {
          double a = probabilities.at(i, label);
          double b = probabilities.at(j, label);
          won += a > b ? 1 : a == b ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return won / pairs;
  }

  @Test
  void areaIsTheShareOfPairsInOrder() {
    double mean = 0;
    for (int c = 0; c < CLASSES; c++) {
      mean += areaByPairs(c) / CLASSES;
    }
    assertThat(ClassificationMetrics.of(probabilities, labels).auc())
        .isBetween(0.6, 0.9)
        .isCloseTo(mean, within(1e-12));
  }

  @Test
  void areaOfOneClassAloneIsNotANumber() {
    Labels alone = new Labels("one", labels.names(), new byte[SIZE]);
    assertThat(ClassificationMetrics.of(probabilities, alone).auc()).isNaN();
  }

  @Test
  void topKCountsTheMostLikely() {
    ClassificationMetrics metrics = ClassificationMetrics.of(probabilities, labels);
    assertThat(metrics.topK(1)).isEqualTo(metrics.accuracy());
    assertThat(metrics.topK(2)).isGreaterThan(metrics.topK(1)).isLessThan(1);
    assertThat(metrics.topK(CLASSES)).isCloseTo(1, within(1e-12));
    assertThatThrownBy(() -> metrics.topK(0)).hasMessageContaining("k must be");
  }

  @Test
  void f1IsThatOfTheConfusionMatrix() {
    Probabilities said =
        Probabilities.of(new Logits(2, new float[] {1, 0, 1, 0, 0, 1, 0, 1, 0, 1}));
    Labels truth = new Labels("two", List.of("no", "yes"), new byte[] {0, 1, 1, 1, 0});
    ClassificationMetrics metrics = ClassificationMetrics.of(said, truth);
    assertThat(metrics.confusion()).containsExactly(List.of(1.0, 1.0), List.of(1.0, 2.0));
    assertThat(metrics.precision(1)).isEqualTo(2.0 / 3);
    assertThat(metrics.recall(0)).isEqualTo(0.5);
    assertThat(metrics.f1(1)).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(metrics.meanF1()).isCloseTo((2.0 / 3 + 0.5) / 2, within(1e-12));
  }

  @Test
  void errorsOfValuesAreOverAllOfThem() {
    double[][] right = {{1, 10}, {2, 20}, {3, 30}};
    double[][] predicted = {{1, 13}, {3, 20}, {3, 30}};
    RegressionMetrics metrics = RegressionMetrics.of(predicted, right);
    assertThat(metrics.rmse()).isCloseTo(Math.sqrt(10 / 6.0), within(1e-12));
    assertThat(metrics.mae()).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(metrics.r2()).isCloseTo(((1 - 1 / 2.0) + (1 - 9 / 200.0)) / 2, within(1e-12));
    double[][] constant = {{5}, {5}};
    assertThat(RegressionMetrics.of(constant, constant).r2()).isNaN();
  }

  @Test
  void labelsAreToldByHalf() {
    boolean[] has = {true, false, false, true, true, false};
    double[][] said = {{0.5, 0.2}, {0.1, 0.4}, {0.9, 0.7}};
    LabelSetMetrics metrics = LabelSetMetrics.of(said, new LabelSets(List.of("x", "y"), has));
    assertThat(metrics.accuracy()).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(metrics.exactMatch()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(metrics.labels()).extracting(LabelSetMetrics.OfLabel::f1).containsExactly(1.0, 0.0);
    assertThat(metrics.meanF1()).isEqualTo(0.5);
    LabelSets none = new LabelSets(List.of("x"), new boolean[2]);
    assertThat(LabelSetMetrics.of(new double[][] {{0}, {0}}, none).label("x").f1()).isZero();
  }
}
