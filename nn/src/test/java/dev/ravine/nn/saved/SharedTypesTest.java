package dev.ravine.nn.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.predict.PredictorPool;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/// What is documented to be shared by threads is: many begin at the same moment, and each gets what
/// one alone gets.
class SharedTypesTest {

  private static final int THREADS = 8;

  private static Dataset data() {
    RandomStream random = new Seed(2).stream("points");
    float[][] rows = new float[120][4];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < 4; k++) {
        rows[i][k] = 10 + (float) random.nextGaussian();
      }
      labels[i] = i % 3;
    }
    return Examples.of(rows).classes(labels);
  }

  private static Training training(Dataset data) {
    return Training.of(
            Sequential.parse("dense(9) | batchNorm | relu | dropout(0.2) | dense(3)"),
            new Split(data, data))
        .optimizer("clipGlobalNorm(1) | adamw(cosine(0.01)) | ema(0.9)")
        .loss(Losses.focal(2))
        .epochs(2)
        .build();
  }

  private static <T> List<T> atOnce(Callable<T> work) throws Exception {
    CountDownLatch ready = new CountDownLatch(THREADS);
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      List<Future<T>> going = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        going.add(
            pool.submit(() -> {
              ready.countDown();
              ready.await();
              return work.call();
            }));
      }
      List<T> got = new ArrayList<>();
      for (Future<T> one : going) {
        got.add(one.get());
      }
      return got;
    }
  }

  /// The data set measures its preprocessing at the first call.
  @RepeatedTest(3)
  void aDatasetAndATrainingAreShared() throws Exception {
    float[] expected = Trainer.train(training(data()), 1).theta();
    Training shared = training(data());
    assertThat(atOnce(() -> Trainer.train(shared, 1).theta()))
        .hasSize(THREADS)
        .allSatisfy(theta -> assertThat(theta).isEqualTo(expected));
  }

  @RepeatedTest(3)
  void aSavedModelIsShared() throws Exception {
    Dataset data = data();
    SavedModel model = SavedModel.of(List.of(Trainer.train(training(data), 1)), data, Map.of());
    double[][] expected;
    try (ThreadTeam team = new ThreadTeam(1)) {
      expected = model.predictions(data, team);
    }
    assertThat(
            atOnce(() -> {
              try (Predictor predictor = model.predictor();
                  ThreadTeam team = new ThreadTeam(1)) {
                for (int i = 0; i < data.size(); i++) {
                  float[] row = new float[4];
                  for (int k = 0; k < 4; k++) {
                    row[k] = data.feature(i, k);
                  }
                  assertThat(predictor.predict(row)[1]).isEqualTo((float) expected[i][1]);
                }
                return Arrays.deepHashCode(model.predictions(data, team)) + model.checksum();
              }
            }))
        .containsOnly(Arrays.deepHashCode(expected) + model.checksum());
  }

  @RepeatedTest(3)
  void aPoolIsShared() throws Exception {
    Dataset data = data();
    SavedModel model = SavedModel.of(List.of(Trainer.train(training(data), 1)), data, Map.of());
    float[] row = {9, 10, 11, 12};
    float[] expected;
    try (Predictor predictor = model.predictor()) {
      expected = predictor.predict(row).clone();
    }
    try (PredictorPool pool = model.predictors(3)) {
      assertThat(
              atOnce(() -> {
                for (int i = 0; i < 200; i++) {
                  assertThat(pool.predict(row)).isEqualTo(expected);
                }
                return pool.predictLabel(row);
              }))
          .hasSize(THREADS)
          .containsOnly(pool.predictLabel(row));
    }
  }

  @RepeatedTest(3)
  void anOptimizerIsShared() throws Exception {
    Optimizer shared = Optimizer.parse("clipNorm(1) | lamb(warmup(cosine(0.1,50),5))");
    Callable<float[]> work =
        () -> {
          float[] theta = new float[500];
          Arrays.setAll(new double[500], i -> theta[i] = i % 7 - 3);
          Stepper stepper = shared.begin(ParameterLayout.flat(500));
          for (int t = 0; t < 50; t++) {
            stepper.step(theta, theta.clone());
          }
          return theta;
        };
    float[] expected = work.call();
    assertThat(atOnce(work)).allSatisfy(theta -> assertThat(theta).isEqualTo(expected));
  }
}
