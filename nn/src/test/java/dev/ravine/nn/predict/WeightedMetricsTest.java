package dev.ravine.nn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatistics;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/// An example of weight n counts as n examples of weight 1; one of weight 0 is not there.
class WeightedMetricsTest {

  private static final int SIZE = 60;
  private static final int CLASSES = 3;

  private final float[] weights = new float[SIZE];
  private final float[] features = new float[SIZE * 2];
  private final float[] logits = new float[SIZE * CLASSES];
  private final byte[] right = new byte[SIZE];
  private final int[] repeated;

  WeightedMetricsTest() {
    RandomStream random = new Seed(8).stream("weights");
    for (int i = 0; i < SIZE; i++) {
      weights[i] = random.nextInt(4);
      right[i] = (byte) random.nextInt(CLASSES);
      features[2 * i] = (float) random.nextGaussian();
      features[2 * i + 1] = (float) random.nextGaussian();
      for (int c = 0; c < CLASSES; c++) {
        logits[i * CLASSES + c] = random.nextInt(3) + (c == right[i] ? 1 : 0);
      }
    }
    repeated =
        IntStream.range(0, SIZE)
            .flatMap(i -> IntStream.range(0, (int) weights[i]).map(k -> i))
            .toArray();
  }

  private static void assertSame(Object weighted, Object expected) {
    RecursiveComparisonConfiguration close =
        RecursiveComparisonConfiguration.builder()
            .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-9, Double.class)
            .build();
    assertThat(weighted).usingRecursiveComparison(close).isEqualTo(expected);
  }

  private Dataset data(String kind) {
    Examples examples = Examples.of(2, features);
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = 3 * features[2 * i] + right[i];
    }
    return switch (kind) {
      case "classes" ->
          examples.classes(
              List.of("a", "b", "c"), IntStream.range(0, SIZE).map(i -> right[i]).toArray());
      case "values" -> examples.values(values);
      default -> examples.unlabelled().withTargets(labelSets());
    };
  }

  private LabelSets labelSets() {
    boolean[] has = new boolean[SIZE * CLASSES];
    for (int i = 0; i < SIZE; i++) {
      has[i * CLASSES + right[i]] = true;
      has[i * CLASSES] = features[2 * i] > 0;
    }
    return new LabelSets(List.of("a", "b", "c"), has);
  }

  @Test
  void classesAreWeighted() {
    Labels labels = new Labels("test", List.of("a", "b", "c"), right);
    ClassificationMetrics weighted =
        ClassificationMetrics.of(
            Probabilities.of(new Logits(CLASSES, logits)), labels, i -> weights[i]);
    ClassificationMetrics expected =
        ClassificationMetrics.of(
            Probabilities.of(new Logits(CLASSES, rows(logits))), labels.pick(repeated));
    assertSame(weighted, expected);
    assertThat(weighted.balancedAccuracy())
        .isCloseTo(expected.balancedAccuracy(), within(1e-12))
        .isEqualTo((weighted.recall("a") + weighted.recall("b") + weighted.recall("c")) / 3);
  }

  private float[] rows(float[] table) {
    float[] picked = new float[repeated.length * CLASSES];
    for (int i = 0; i < repeated.length; i++) {
      System.arraycopy(table, repeated[i] * CLASSES, picked, i * CLASSES, CLASSES);
    }
    return picked;
  }

  @Test
  void valuesAreWeighted() {
    double[][] predicted = new double[SIZE][2];
    double[][] truth = new double[SIZE][2];
    for (int i = 0; i < SIZE; i++) {
      predicted[i] = new double[] {logits[i * CLASSES], logits[i * CLASSES + 1]};
      truth[i] = new double[] {right[i], features[2 * i]};
    }
    RegressionMetrics weighted = RegressionMetrics.of(predicted, truth, i -> weights[i]);
    assertSame(weighted, RegressionMetrics.of(picked(predicted), picked(truth)));
    assertThat(weighted.outputs()).hasSize(2);
    assertThat(weighted.outputs().getFirst())
        .isEqualTo(RegressionMetrics.of(column(predicted), column(truth), i -> weights[i]));
  }

  private double[][] picked(double[][] rows) {
    return IntStream.of(repeated).mapToObj(i -> rows[i]).toArray(double[][]::new);
  }

  private static double[][] column(double[][] rows) {
    return Stream.of(rows).map(row -> new double[] {row[0]}).toArray(double[][]::new);
  }

  @Test
  void labelSetsAreWeighted() {
    double[][] said = new Logits(CLASSES, logits).sigmoids();
    LabelSets labels = labelSets();
    LabelSetMetrics weighted = LabelSetMetrics.of(said, labels, i -> weights[i]);
    assertSame(weighted, LabelSetMetrics.of(picked(said), labels.pick(repeated)));
    assertThat(weighted.label("b").recall()).isBetween(0.1, 1.0);
    assertThatThrownBy(() -> weighted.label("d"))
        .hasMessage("a label must be among [a, b, c], was d");
  }

  /// With the loss that suits the targets, and with one that was set; scored by metrics, too.
  @Test
  void evaluationsAreWeighted() {
    for (String kind : List.of("classes", "values", "labelSets")) {
      Dataset data = data(kind);
      for (boolean set : new boolean[] {false, true}) {
        Criterion criterion = kind.equals("values") ? Criterion.ACCURACY : Criterion.F1;
        Evaluation weighted = evaluate(data.weighted(weights), set, criterion);
        assertSame(weighted, evaluate(data.pick(repeated), set, criterion));
        assertThat(weighted.loss())
            .isNotCloseTo(evaluate(data, set, criterion).loss(), within(1e-4));
      }
    }
  }

  private static Evaluation evaluate(Dataset data, boolean set, Criterion criterion) {
    int outputs = data.targets().outputs();
    Optional<Loss> loss =
        set
            ? Optional.of(outputs == 1 ? Losses.huber(1) : Losses.binaryCrossEntropy())
            : Optional.empty();
    float[] theta = new float[3 * outputs];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) Math.sin(i);
    }
    try (ThreadTeam team = new ThreadTeam(1)) {
      return new Evaluator(
              Sequential.parse("dense(%d)".formatted(outputs)),
              data,
              IntStream.range(0, data.size()).toArray(),
              Examples.of(2, new float[] {0, 0, 1, 2}).values(0, 1).preprocessing(),
              team,
              loss,
              criterion)
          .evaluate(theta, BatchStatistics.none());
    }
  }
}
