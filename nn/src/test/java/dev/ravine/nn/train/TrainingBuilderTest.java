package dev.ravine.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Labels;
import dev.ravine.data.Values;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingBuilderTest {

  private static final Sequential MODEL = Sequential.parse("dense(16) | relu | dense(2)");

  /// Points within and outside of a circle.
  private static Dataset points(int size) {
    RandomStream random = new Seed(5).stream("points");
    float[][] rows = new float[size][];
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows[i] = new float[] {(float) random.nextGaussian(), (float) random.nextGaussian()};
      labels.add(Math.hypot(rows[i][0], rows[i][1]) < 1.2 ? "inside" : "outside");
    }
    return Examples.of(rows).named("circle").classes(labels);
  }

  @Test
  void fromArraysToPredictionsInAFewLines(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    SavedModel model =
        Training.of(MODEL, points(400))
            .optimizer("adam(0.02)")
            .epochs(20)
            .keepBest()
            .printTo(new PrintStream(printed, true, StandardCharsets.UTF_8))
            .run();
    Path file = folder.resolve("circle.safetensors");
    model.write(file);
    try (Predictor predictor = SavedModel.read(file).predictor()) {
      assertThat(predictor.predictLabel(0.1f, -0.2f)).isEqualTo("inside");
      assertThat(predictor.predictLabel(2.5f, 1)).isEqualTo("outside");
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSize(22)
        .allMatch(line ->
            line.matches(
                "epoch \\d+: loss [\\d.]+, accuracy [\\d.]+;"
                    + " validation loss [\\d.]+, accuracy [\\d.]+|finished 20 epochs; .*"))
        .last()
        .asString()
        .matches(
            "finished 20 epochs; the model is that of epoch %s: validation loss [\\d.]+, accuracy [\\d.]+"
                .formatted(model.metadata().get("epoch")));
  }

  @Test
  void theBestEpochsModelIsKept() {
    Split split = Split.stratified(points(200), 0.5, new Seed(1));
    List<Double> accuracies = new ArrayList<>();
    TrainingListener remember =
        new TrainingListener() {
          @Override
          public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
            if (epoch > 0) {
              accuracies.add(validation.accuracy());
            }
          }
        };
    SavedModel best =
        Training.of(MODEL, split)
            .optimizer(Sgd.of(2))
            .epochs(30)
            .listener(remember)
            .keepBest()
            .run();
    double most = accuracies.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    assertThat(accuracies.getLast()).as("the last is not the best").isLessThan(most);
    assertThat(accuracy(best, split.validation())).isEqualTo(most);
  }

  private static double accuracy(SavedModel model, Dataset data) {
    int right = 0;
    try (Predictor predictor = model.predictor()) {
      for (int i = 0; i < data.size(); i++) {
        right +=
            predictor.predictClass(data.feature(i, 0), data.feature(i, 1)) == data.label(i) ? 1 : 0;
      }
    }
    return (double) right / data.size();
  }

  @Test
  void batchesAreNoLargerThanTheData() {
    assertThat(Training.of(MODEL, points(20)).build().batch()).isEqualTo(16);
    assertThat(Training.of(MODEL, points(400)).build().batch()).isEqualTo(32);
    assertThatThrownBy(() -> Training.of(MODEL, points(20)).batch(17).build())
        .hasMessage("batch must be in 1 … 16, the number of training examples, was 17");
  }

  @Test
  void everyListenerIsToldAndAnyMayStop() {
    List<Long> steps = new ArrayList<>();
    TrainingListener counting =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            steps.add(step);
          }
        };
    TrainingListener stopping =
        new TrainingListener() {
          @Override
          public boolean stops() {
            return steps.size() == 7;
          }
        };
    End end = new End();
    Training.of(MODEL, points(100)).listener(counting).listener(stopping).listener(end).run();
    assertThat(steps).hasSize(7);
    assertThat(end.only()).hasToString("stopped after 7 steps");
  }

  @Test
  void anInterruptedThreadStopsTraining() {
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            if (step == 3) {
              Thread.currentThread().interrupt();
            }
          }
        };
    assertThatThrownBy(() -> Training.of(MODEL, points(100)).listener(interrupting).run())
        .isInstanceOf(CancellationException.class)
        .hasMessage("training was interrupted after step 3 of 20");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatCouldNotBeSavedIsRefusedBeforeTraining() {
    assertThatThrownBy(() ->
            Training.of((scope, x) -> MODEL.apply(scope, x), points(100))
                .listener(
                    new TrainingListener() {
                      @Override
                      public void onStep(long step, double loss) {
                        throw new AssertionError("it was trained");
                      }
                    })
                .run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the model must be Sequential");
  }

  /// Values that are often small and sometimes large.
  private static Dataset skewed() {
    RandomStream random = new Seed(6).stream("values");
    float[][] rows = new float[600][];
    float[] values = new float[600];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {(float) random.nextGaussian()};
      values[i] = 100 * rows[i][0] - 300 * (float) Math.log(1 - random.nextDouble());
    }
    return Examples.of(rows).values(values);
  }

  private static double covered(SavedModel model, Dataset data) {
    Values values = (Values) data.targets();
    try (Predictor predictor = model.predictor()) {
      return IntStream.range(0, data.size())
              .filter(i -> values.value(i) <= predictor.predict(data.feature(i, 0))[0])
              .count()
          / (double) data.size();
    }
  }

  @Test
  void theLossThatIsSetDecidesWhichModelIsBest() {
    Dataset data = skewed();
    Split split = Split.stratified(data, 0.5, new Seed(2));
    List<Double> losses = new ArrayList<>();
    SavedModel model =
        Training.of(Sequential.parse("dense(16) | tanh | dense(1)"), split)
            .optimizer("adam(0.01)")
            .loss(Losses.quantile(0.9))
            .epochs(60)
            .keepBest()
            .listener(
                new TrainingListener() {
                  @Override
                  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
                    losses.add(validation.loss());
                  }
                })
            .run();
    assertThat(covered(model, data)).isBetween(0.87, 0.93);
    double least = losses.stream().skip(1).mapToDouble(Double::doubleValue).min().orElseThrow();
    assertThat(model.metadata())
        .containsEntry("loss", "quantile(0.9)")
        .containsEntry("validationLoss", Double.toString(least))
        .containsEntry("epoch", Integer.toString(losses.lastIndexOf(least)))
        .containsKey("validationR2");
  }

  /// Of 77 validation examples, which fill no batches.
  @Test
  void evaluationIsByTheLossThatIsSet() {
    Split split = Split.of(skewed().range(0, 377), 300, 77);
    double[] last = new double[1];
    SavedModel model =
        Training.of(Sequential.parse("dense(1)"), split)
            .loss(Losses.absoluteError())
            .epochs(3)
            .listener(
                new TrainingListener() {
                  @Override
                  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
                    last[0] = validation.loss();
                  }
                })
            .run();
    double inUnits = model.regressionMetrics(split.validation()).mae();
    assertThat(last[0])
        .isCloseTo(inUnits * split.train().preprocessing().targetFactor()[0], within(1e-5));
  }

  private static final class End implements TrainingListener {
    private final List<TrainingSummary> told = new ArrayList<>();

    @Override
    public void onEnd(TrainingSummary summary) {
      told.add(summary);
    }

    TrainingSummary only() {
      assertThat(told).hasSize(1);
      return told.getFirst();
    }
  }

  @Test
  void theEndIsTold() {
    Split split = Split.stratified(points(200), 0.5, new Seed(1));
    End end = new End();
    Training.of(MODEL, split)
        .optimizer(Sgd.of(2))
        .epochs(100)
        .patience(4)
        .keepBest()
        .listener(end)
        .run();
    TrainingSummary summary = end.only();
    assertThat(summary.epochs()).isEqualTo(summary.keptEpoch() + 4).isLessThan(100);
    assertThat(summary)
        .asString()
        .startsWith(
            "stopped after %d of 100 epochs, as none of the last 4 was better; the model is that of epoch %d: "
                .formatted(summary.epochs(), summary.keptEpoch()));
  }

  @Test
  void theBestModelOutlivesDivergence() {
    Split split = Split.stratified(points(200), 0.5, new Seed(1));
    TrainingBuilder diverging =
        Training.of(MODEL, split).optimizer("sgd(multiStep(0.1,1e30,[10]))").epochs(10);
    assertThatThrownBy(diverging::run).hasMessageStartingWith("training diverged at step");
    End end = new End();
    SavedModel model = diverging.keepBest().listener(end).run();
    assertThat(end.only().outcome()).isInstanceOf(Outcome.Diverged.class);
    assertThat(accuracy(model, split.validation()))
        .isEqualTo(end.only().validation().orElseThrow().accuracy());
  }

  @Test
  void textsSayWhatIsTrained() {
    TrainingBuilder builder = Training.of(MODEL, points(400)).optimizer("sgd(0.1)").epochs(3);
    assertThat(builder)
        .hasToString("training of circle: 320 examples of 2 features, classes [inside, outside]");
    assertThat(builder.build())
        .hasToString(
            "sgd(learningRate=0.1), 3 epochs of 10 steps, model dense(16) | relu | dense(2), on circle: 320 examples of 2 features, classes [inside, outside]");
  }

  @Test
  void schedulesInARecipeEndWithTheRun() {
    Training training = Training.of(MODEL, points(400)).optimizer("adamw(cosine(1e-2))").build();
    assertThat(training.optimizer())
        .hasToString(Optimizer.parse("adamw(cosine(1e-2,100))").toString());
    assertThatThrownBy(() -> Training.of(MODEL, points(400)).optimizer("adamm(1e-2)").build())
        .hasMessageContaining("adam");
  }

  static List<Arguments> losses() {
    return List.of(
        Arguments.of(
            Losses.huber(1),
            "loss huber(1.0) needs values, but the examples have classes [inside, outside]"),
        Arguments.of(Losses.cosine(), ""),
        Arguments.of((Loss) (y, t) -> t.multiply(t), "a loss must depend on the model's outputs"),
        Arguments.of(
            (Loss) (y, t) -> y.subtract(t).sum(0, 1),
            "a loss must give a row for each of 32 examples, or one number, gave a tensor [1, 2]"),
        Arguments.of((Loss) (y, t) -> y.subtract(t).relu(), ""),
        Arguments.of((Loss) (y, t) -> y.softmaxCrossEntropy(t), ""),
        Arguments.of((Loss) (y, t) -> y.softmaxCrossEntropy(t).mean(), ""));
  }

  /// An empty message stands for none.
  @ParameterizedTest
  @MethodSource("losses")
  void aLossThatDoesNotSuitIsRefused(Loss loss, String message) {
    TrainingBuilder training = Training.of(MODEL, points(200)).epochs(1).loss(loss);
    if (message.isEmpty()) {
      assertThat(training.run().classes()).hasSize(2);
    } else {
      assertThatThrownBy(training::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }

  @Test
  void crossEntropyIsNoLossOfValues() {
    Sequential one = Sequential.parse("dense(1)");
    TrainingBuilder values = Training.of(one, skewed()).loss(Losses.crossEntropy());
    assertThatThrownBy(values::run)
        .hasMessage("loss crossEntropy needs classes, but the examples have a value");
  }

  @Test
  void labelsAreSmoothedOnce() {
    TrainingBuilder twice =
        Training.of(MODEL, points(100)).labelSmoothing(0.1).loss(Losses.crossEntropy());
    assertThatThrownBy(twice::run)
        .hasMessage(
            "labelSmoothing can't be combined with loss: Losses.crossEntropy(0.1) smooths labels");
  }

  /// A model that goes on learning, on data that are prepared as its own were.
  @Test
  void trainingBeginsWithGivenWeights() {
    Dataset before = points(300);
    SavedModel model = Training.of(MODEL, before).optimizer("adam(0.02)").epochs(15).run();
    TrainedModel trained = model.members().getFirst();
    Dataset after = points(100).preprocessed(trained.preprocessing());
    List<Double> losses = new ArrayList<>();
    TrainingListener remember =
        new TrainingListener() {
          @Override
          public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
            losses.add(train.loss());
          }
        };
    SavedModel more =
        Training.of(MODEL, after)
            .initialWeights(trained.theta())
            .optimizer("sgd(1e-30)")
            .epochs(1)
            .listener(remember)
            .run();
    assertThat(more.members().getFirst().theta()).containsExactly(trained.theta(), within(1e-20f));
    Training.of(MODEL, after).epochs(1).listener(remember).run();
    assertThat(losses.getFirst()).isLessThan(losses.get(2) / 2);
    assertThatThrownBy(() -> Training.of(MODEL, after).initialWeights(1, 2).run())
        .hasMessage("initialWeights must be as many as the model's parameters, 82, were 2");
  }

  private static float[] theta(Dataset data, Loss loss) {
    Training training =
        Training.of(MODEL, new Split(data, data)).epochs(2).batch(50).loss(loss).build();
    return Trainer.train(training, 1).theta();
  }

  @Test
  void examplesOfWeightZeroTeachNothing() {
    Dataset data = points(100);
    float[] weights = new float[100];
    byte[] flipped = new byte[100];
    for (int i = 0; i < 100; i++) {
      weights[i] = i % 3;
      flipped[i] = (byte) (i % 3 == 0 ? 1 - data.label(i) : data.label(i));
    }
    Dataset other = data.withTargets(new Labels("", List.of("inside", "outside"), flipped));
    for (Loss loss : List.of(Losses.crossEntropy(), Losses.squaredError(), Losses.focal(2))) {
      float[] expected = theta(data.weighted(weights), loss);
      assertThat(theta(other.weighted(weights), loss)).as(loss.toString()).isEqualTo(expected);
      assertThat(theta(data, loss)).as(loss.toString()).isNotEqualTo(expected);
    }
  }

  @Test
  void weightsOfOneChangeNothing() {
    Dataset data = points(100);
    float[] ones = new float[100];
    Arrays.fill(ones, 1);
    assertThat(theta(data.weighted(ones), Losses.crossEntropy()))
        .isEqualTo(theta(data, Losses.crossEntropy()));
    Loss mean = (y, t) -> y.softmaxCrossEntropy(t).mean();
    assertThatThrownBy(() -> theta(data.weighted(ones), mean))
        .hasMessage(
            "examples can't be weighted in a loss that gives one number for all: let it give one for each, without mean() or sum()");
  }

  /// Numbers that no example has, in what does not count: neither scaling, nor training, nor the
  /// choice of the best epoch sees them.
  @Test
  void examplesOfWeightZeroDecideNothing() {
    Split clean = Split.stratified(skewed(), 0.3, Seed.of(4));
    Split spoilt = new Split(spoilt(clean.train()), spoilt(clean.validation()));
    SavedModel model = ofValues(spoilt);
    SavedModel expected = ofValues(new Split(zeroed(clean.train()), zeroed(clean.validation())));
    assertThat(model.checksum()).isEqualTo(expected.checksum());
    assertThat(model.regressionMetrics(spoilt.validation()).r2()).isGreaterThan(0);
  }

  private static SavedModel ofValues(Split split) {
    return Training.of(Sequential.parse("dense(8) | tanh | dense(1)"), split)
        .optimizer("adam(1e-2)")
        .loss(Losses.huber(1))
        .epochs(5)
        .keepBest()
        .run();
  }

  private static float[] everyTenthNot(Dataset data) {
    float[] weights = new float[data.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 10 == 0 ? 0 : 1;
    }
    return weights;
  }

  private static Dataset zeroed(Dataset data) {
    return data.weighted(everyTenthNot(data));
  }

  private static Dataset spoilt(Dataset data) {
    float[] values = new float[data.size()];
    float[] features = new float[data.size() * data.features()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 10 == 0 ? 1e30f : ((Values) data.targets()).value(i);
      for (int k = 0; k < data.features(); k++) {
        features[i * data.features() + k] = i % 10 == 0 ? -1e30f : data.feature(i, k);
      }
    }
    return Examples.of(data.features(), features).values(values).weighted(everyTenthNot(data));
  }

  @Test
  void oddDataAndModelsAreNoted() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Training.of(
            Sequential.parse("dense(2) | sigmoid"), new Split(points(60), points(60).range(20, 60)))
        .epochs(1)
        .printTo(new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .startsWith(
            "note: 40 of 40 validation examples have the features of a training example",
            "note: the last layer is an activation, but classes are learnt from logits: leave it out");
  }

  @Test
  void aModelOfAnEpochsEndIsThatEpochs() {
    TrainingListener second =
        new TrainingListener() {
          private int epochs;

          @Override
          public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
            epochs = epoch;
          }

          @Override
          public boolean stops() {
            return epochs == 2;
          }
        };
    SavedModel model = Training.of(MODEL, points(100)).batch(20).listener(second).run();
    assertThat(model.metadata())
        .containsEntry("epoch", "2")
        .containsEntry("batch", "20")
        .containsEntry("criterion", "accuracy")
        .containsEntry("ended", "stopped after 8 steps");
  }
}
