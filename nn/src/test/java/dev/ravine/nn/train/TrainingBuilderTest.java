package dev.ravine.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Split;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        .hasSize(21)
        .allMatch(line ->
            line.matches(
                "epoch \\d+: loss [\\d.]+, accuracy [\\d.]+;"
                    + " validation loss [\\d.]+, accuracy [\\d.]+"));
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
    Training.of(MODEL, points(100)).listener(counting).listener(stopping).run();
    assertThat(steps).hasSize(7);
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
}
