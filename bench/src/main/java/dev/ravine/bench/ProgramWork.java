package dev.ravine.bench;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Split;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import java.util.Arrays;
import java.util.Random;

/// What a program does with a model of 784-128-64-10: it trains one on arrays of its own, and asks
/// it for one example at a time.
final class ProgramWork {

  static final int FEATURES = 784;
  static final int HIDDEN = 128;
  static final int SECOND = 64;
  static final int CLASSES = 10;
  static final int TRAIN = 60_000;
  static final int VALIDATION = 10_000;
  static final int BATCH = 128;
  static final int EPOCHS = 3;

  /// How many predictions a run makes, each of another example.
  static final int CALLS = 100;

  static final Sequential MODEL =
      Sequential.parse(
          "dense(%d) | relu | dense(%d) | relu | dense(%d)".formatted(HIDDEN, SECOND, CLASSES));

  private ProgramWork() {}

  /// Examples of classes that overlap.
  ///
  /// @param features example after example
  /// @param labels of each
  record Labelled(float[] features, int[] labels) {

    static Labelled of(int size, long seed) {
      Random random = new Random(seed);
      float[][] centers = new float[CLASSES][FEATURES];
      Random ofCenters = new Random(1);
      for (float[] center : centers) {
        for (int i = 0; i < FEATURES; i++) {
          center[i] = 0.08f * (float) ofCenters.nextGaussian();
        }
      }
      float[] features = new float[size * FEATURES];
      int[] labels = new int[size];
      for (int example = 0; example < size; example++) {
        labels[example] = example % CLASSES;
        for (int i = 0; i < FEATURES; i++) {
          features[example * FEATURES + i] =
              centers[labels[example]][i] + (float) random.nextGaussian();
        }
      }
      return new Labelled(features, labels);
    }

    float[] row(int example) {
      return Arrays.copyOfRange(features, example * FEATURES, (example + 1) * FEATURES);
    }

    private Dataset dataset() {
      return Examples.of(FEATURES, features).classes(labels);
    }
  }

  /// From arrays to a model, with an evaluation after each epoch.
  static Work training(Labelled train, Labelled validation, int threads) {
    return () -> train(train, validation, threads, EPOCHS);
  }

  static SavedModel train(Labelled train, Labelled validation, int threads, int epochs) {
    return Training.of(MODEL, new Split(train.dataset(), validation.dataset()))
        .optimizer("adam(1e-3)")
        .batch(BATCH)
        .epochs(epochs)
        .threads(threads)
        .run();
  }

  /// One example at a time.
  static Work predicting(Predictor predictor, float[][] rows) {
    return () -> {
      for (int i = 0; i < CALLS; i++) {
        predictor.predict(rows[i]);
      }
    };
  }

  /// The same by loops in the order in which memory lies, as a careful programmer writes them.
  static Work handWritten(float[] theta, float[][] rows) {
    float[] hidden = new float[HIDDEN];
    float[] second = new float[SECOND];
    float[] logits = new float[CLASSES];
    return () -> {
      for (int i = 0; i < CALLS; i++) {
        int at = layer(theta, 0, rows[i], hidden, true);
        at = layer(theta, at, hidden, second, true);
        layer(theta, at, second, logits, false);
        softmax(logits);
      }
    };
  }

  /// @return where the next layer's numbers begin
  private static int layer(float[] theta, int from, float[] in, float[] out, boolean relu) {
    int bias = from + in.length * out.length;
    System.arraycopy(theta, bias, out, 0, out.length);
    for (int i = 0; i < in.length; i++) {
      float x = in[i];
      int row = from + i * out.length;
      for (int j = 0; j < out.length; j++) {
        out[j] += x * theta[row + j];
      }
    }
    for (int j = 0; j < out.length && relu; j++) {
      out[j] = Math.max(out[j], 0);
    }
    return bias + out.length;
  }

  private static void softmax(float[] x) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (float value : x) {
      greatest = Math.max(greatest, value);
    }
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.exp(x[i] - greatest);
      sum += x[i];
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= sum;
    }
  }
}
