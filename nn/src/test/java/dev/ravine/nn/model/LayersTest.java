package dev.ravine.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.autodiff.Gradient;
import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.autodiff.Plan;
import dev.ravine.autodiff.Reference;
import dev.ravine.data.Dataset;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatistics;
import dev.ravine.nn.graph.BatchStatisticsEstimator;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.graph.TracingScope;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.predict.ModelSoup;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Adam;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 300, 60);
  private static final Sequential ALL =
      Sequential.parse(
          "dense(12) | batchNorm | gelu | dropout(0.25) | dense(11) | layerNorm | softplus |"
              + " dropout(0.5) | dense(10)");

  private static Training training(Model model, int epochs) {
    return new Training(model, Optimizer.of(Adam.of(0.01)), STROKES, epochs, 50, new Seed(3));
  }

  @Test
  void textIsReadBack() {
    assertThat(Sequential.parse(ALL.text()).text()).isEqualTo(ALL.text());
    assertThat(ALL.text()).startsWith("dense(12) | batchNorm(1.0E-5) | gelu | dropout(0.25)");
    assertThat(ALL.layers()).hasSize(9);
  }

  @Test
  void wrongTextIsRefused() {
    assertThatThrownBy(() -> Layer.parse("rellu")).hasMessageContaining("relu");
    assertThatThrownBy(() -> Layer.parse("dense(x)"))
        .hasMessage("a layer must have a whole number in parentheses, was dense(x)");
    assertThatThrownBy(() -> Layer.parse("dense(0)"))
        .hasMessage("units must be in 1 … 10000000, was 0");
    assertThatThrownBy(() -> Layer.parse("dropout(1)"))
        .hasMessage("dropout must be in [0, 1), was 1.0");
    assertThatThrownBy(() -> Layer.parse("relu(3)"))
        .hasMessage("relu takes no number, was relu(3)");
    assertThatThrownBy(() -> Layer.parse("batchNorm(0)"))
        .hasMessageContaining("epsilon must be positive");
    assertThatThrownBy(() -> Sequential.parse("dense(3), relu"))
        .hasMessage(
            "layers must be such as dense(64) or relu, with | between them, was 'dense(3), relu'");
    assertThatThrownBy(() -> Sequential.parse(""))
        .hasMessage("layers must be such as dense(64) or relu, with | between them, was ''");
    assertThatThrownBy(() -> Layer.parse("softmax"))
        .hasMessage(
            "unknown layer softmax: leave it out: losses and predictions apply it to the last layer's outputs");
    assertThatThrownBy(() -> Layer.parse("Linear(3)"))
        .hasMessage("unknown layer Linear: a layer of weights and biases is dense(units)");
    assertThat(Layer.parse("relu()")).isEqualTo(Activation.RELU);
  }

  /// Every layer and activation, in double, by central differences.
  @ParameterizedTest
  @ValueSource(
      strings = {"batchNorm", "layerNorm", "gelu", "softplus", "silu", "dropout(0.5)", "tanh"})
  void gradientsAgreeWithFiniteDifferences(String layer) {
    Sequential model = Sequential.parse("dense(4) | %s | dense(3)".formatted(layer));
    Graph graph = new Graph();
    TracingScope scope = new TracingScope(graph, TracingScope.Mode.TRAINING);
    Node loss =
        model
            .apply(scope, graph.input("x", 6, 5))
            .softmaxCrossEntropy(graph.input("t", 6, 3))
            .mean();
    RandomStream random = new Seed(5).stream("values");
    Map<String, double[]> inputs = new HashMap<>();
    inputs.put("x", gaussians(random, 30));
    double[] targets = new double[18];
    for (int i = 0; i < 6; i++) {
      targets[3 * i + i % 3] = 1;
    }
    inputs.put("t", targets);
    double[] mask = new double[24];
    for (int i = 0; i < mask.length; i += 3) {
      mask[i] = 2;
    }
    inputs.put("dropout1", mask);
    double[] theta = gaussians(random, scope.layout().size());
    List<Node> gradients = Gradient.of(loss, scope.parameters());
    List<double[]> exact = Reference.evaluate(gradients, inputs, theta);
    int at = 0;
    for (double[] part : exact) {
      for (double derivative : part) {
        double h = 1e-6;
        double middle = theta[at];
        theta[at] = middle + h;
        double above = Reference.evaluate(List.of(loss), inputs, theta).getFirst()[0];
        theta[at] = middle - h;
        double below = Reference.evaluate(List.of(loss), inputs, theta).getFirst()[0];
        theta[at++] = middle;
        assertThat(derivative).isCloseTo((above - below) / (2 * h), within(2e-8));
      }
    }
    assertThat(at).isEqualTo(scope.layout().size());
  }

  private static double[] gaussians(RandomStream random, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  @Test
  void normalizedBatchesHaveMeanZeroAndVarianceOne() {
    Graph graph = new Graph();
    TracingScope scope = new TracingScope(graph, TracingScope.Mode.TRAINING);
    Node columns = new BatchNorm(1e-9).apply(scope, graph.input("x", 40, 3));
    Node rows = new LayerNorm(1e-9).apply(scope, graph.input("y", 3, 40).scale(5));
    double[] x = gaussians(new Seed(8).stream("x"), 120);
    double[] theta = {1, 1, 1, 0, 0, 0};
    double[] all = new double[scope.layout().size()];
    System.arraycopy(theta, 0, all, 0, 6);
    Arrays.fill(all, 6, 46, 1);
    List<double[]> values =
        Reference.evaluate(List.of(columns, rows.transpose()), Map.of("x", x, "y", x), all);
    for (double[] value : values) {
      for (int c = 0; c < 3; c++) {
        double sum = 0;
        double squares = 0;
        for (int r = 0; r < 40; r++) {
          sum += value[r * 3 + c];
          squares += value[r * 3 + c] * value[r * 3 + c];
        }
        assertThat(sum / 40).isCloseTo(0, within(1e-12));
        assertThat(squares / 40).isCloseTo(1, within(1e-7));
      }
    }
  }

  /// On the very examples that it was calibrated with, evaluation says what the batch itself says.
  @Test
  void calibratedEvaluationIsTheWholeBatch() {
    Sequential model = Sequential.parse("dense(8) | batchNorm | relu | dropout(0.5) | dense(10)");
    Dataset train = STROKES.train();
    try (ThreadTeam team = new ThreadTeam(1)) {
      Graph graph = new Graph();
      TracingScope scope = new TracingScope(graph, TracingScope.Mode.STATISTICS);
      Node logits = model.apply(scope, graph.input("features", 300, train.features()));
      Plan<float[]> plan = Plan.floats(List.of(logits), List.of(), team);
      float[] row = new float[train.features()];
      for (int i = 0; i < 300; i++) {
        train.read(i, train.preprocessing(), row);
        System.arraycopy(row, 0, plan.input("features"), i * row.length, row.length);
      }
      float[] theta = scope.initial(new Seed(1).stream("init"));
      plan.run(theta);
      BatchStatistics statistics =
          new BatchStatisticsEstimator(model, train, train.preprocessing(), team).at(theta);
      Logits said =
          Logits.of(new TrainedModel(model, theta, statistics, train.preprocessing()), train, team);
      for (int i = 0; i < 300; i++) {
        for (int c = 0; c < 10; c++) {
          assertThat(said.at(i, c)).isCloseTo(plan.value(logits)[i * 10 + c], within(1e-3f));
        }
      }
    }
  }

  @Test
  void whatIsDroppedDependsOnTheStepAlone() {
    Sequential model = Sequential.parse("dense(100) | dropout(0.3) | dense(10)");
    Network network = new Network(model, Losses.crossEntropy(), 50, 784);
    try (ThreadTeam team = new ThreadTeam(1)) {
      Plan<float[]> plan = network.trainingPlan(team);
      RandomStream random = new Seed(2).stream("dropout");
      network.drop(plan, random, 7);
      float[] seventh = plan.input("dropout1").clone();
      network.drop(plan, random, 8);
      assertThat(plan.input("dropout1")).isNotEqualTo(seventh);
      network.drop(plan, new Seed(2).stream("dropout"), 7);
      assertThat(plan.input("dropout1")).isEqualTo(seventh);
      double sum = 0;
      int dropped = 0;
      for (float mask : seventh) {
        sum += mask;
        dropped += mask == 0 ? 1 : 0;
      }
      // 5,000 draws: three standard deviations are 0.02.
      assertThat(dropped / 5000.0).isCloseTo(0.3, within(0.02));
      assertThat(sum / 5000).isCloseTo(1, within(0.03));
    }
  }

  @Test
  void withoutARateDropoutIsPlainTraining() {
    Model none = Sequential.parse("dense(12) | relu | dropout(0) | dense(10)");
    Model plain = Sequential.parse("dense(12) | relu | dense(10)");
    assertThat(trained(training(none, 2)).theta()).isEqualTo(trained(training(plain, 2)).theta());
  }

  private static TrainedModel trained(Training training) {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(training, team);
      trainer.run(new TrainingListener() {});
      return trainer.trained();
    }
  }

  @Test
  void allLayersTogetherLearnAndAreResumedWithTheSameBits() {
    List<Evaluation> epochs = new ArrayList<>();
    List<Checkpoint> kept = new ArrayList<>();
    try (ThreadTeam team = new ThreadTeam(2)) {
      Trainer whole = new Trainer(training(ALL, 30), team);
      whole.run(
          new TrainingListener() {
            @Override
            public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
              epochs.add(train);
            }

            @Override
            public void betweenSteps(long step) {
              if (step == 77) {
                kept.add(whole.checkpoint());
              }
            }
          });
      Trainer resumed = new Trainer(training(ALL, 30), team);
      resumed.resume(kept.getFirst());
      resumed.run(new TrainingListener() {});
      assertThat(resumed.weights()).isEqualTo(whole.weights());
      assertThat(resumed.trained().statistics()).isEqualTo(whole.trained().statistics());
    }
    assertThat(epochs.getLast().accuracy()).isGreaterThan(0.9);
    assertThat(epochs.getLast().loss()).isLessThan(epochs.getFirst().loss() / 3);
  }

  @Test
  void aBatchOfOneCanNotBeNormalized() {
    assertThatThrownBy(() -> new Network(ALL, Losses.crossEntropy(), 1, 784))
        .hasMessage("batch must be 2 or more where batches are normalized, was 1");
  }

  @Test
  void soupsAreMeansInTheMembersOrder() {
    Sequential model = Sequential.parse("dense(10)");
    List<TrainedModel> members = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      members.add(trained(training(model, 1).toBuilder().seed(new Seed(seed)).build()));
    }
    try (ThreadTeam team = new ThreadTeam(1)) {
      Dataset train = STROKES.train();
      BatchStatisticsEstimator estimator =
          new BatchStatisticsEstimator(model, train, train.preprocessing(), team);
      float[] mean = ModelSoup.mean(members, estimator).theta();
      for (int i = 0; i < mean.length; i++) {
        double sum = 0;
        for (TrainedModel member : members) {
          sum += member.theta()[i];
        }
        assertThat(mean[i]).isEqualTo((float) (sum / 3));
      }
      // Whoever is best is taken alone if any mean is worse; all if none is.
      assertThat(ModelSoup.greedy(members, estimator, m -> members.indexOf(m)).theta())
          .isEqualTo(members.get(2).theta());
      assertThat(ModelSoup.greedy(members, estimator, m -> 1).theta()).isEqualTo(mean);
      assertThat(
              ModelSoup.greedy(members, estimator, m -> members.indexOf(m) == 1 ? 7 : Double.NaN)
                  .theta())
          .isEqualTo(members.get(1).theta());
    }
  }

  /// What is said of an example does not depend on what else is asked.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense(10)",
        "dense(12) | relu | dense(10)",
        "dense(12) | batchNorm | gelu | dense(10)",
        "dense(13) | layerNorm | softplus | dense(10)",
        "dense(12) | tanh | dense(10)"
      })
  void answersDoNotDependOnTheBatch(String layers) {
    TrainedModel model = trained(training(Sequential.parse(layers), 1));
    Dataset train = STROKES.train();
    try (ThreadTeam team = new ThreadTeam(1)) {
      Logits all = Logits.of(model, train, team);
      for (int count : new int[] {1, 2, 3, 7}) {
        Logits some = Logits.of(model, train.range(0, count), team);
        for (int i = 0; i < count; i++) {
          for (int c = 0; c < 10; c++) {
            assertThat(some.at(i, c)).isEqualTo(all.at(i, c));
          }
        }
      }
    }
  }
}
