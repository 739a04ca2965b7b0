package dev.ravine.bench;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.split.Split;
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

  /// A layer as rows of weights, one for each input.
  private record Rows(float[][] weights, float[] bias) {

    static Rows of(float[] theta, int from, int inputs, int outputs) {
      float[][] weights = new float[inputs][];
      for (int i = 0; i < inputs; i++) {
        int row = from + i * outputs;
        weights[i] = Arrays.copyOfRange(theta, row, row + outputs);
      }
      int bias = from + inputs * outputs;
      return new Rows(weights, Arrays.copyOfRange(theta, bias, bias + outputs));
    }

    /// In the order in which memory lies, so that the compiler makes vectors of it.
    void run(float[] in, float[] out) {
      System.arraycopy(bias, 0, out, 0, out.length);
      for (int i = 0; i < in.length; i++) {
        add(in[i], weights[i], out);
      }
    }

    private static void add(float x, float[] row, float[] out) {
      for (int j = 0; j < out.length; j++) {
        out[j] += x * row[j];
      }
    }
  }

  private static void relu(float[] x) {
    for (int j = 0; j < x.length; j++) {
      x[j] = Math.max(x[j], 0);
    }
  }

  /// The same by loops, as a careful programmer writes them.
  static Work handWritten(float[] theta, float[][] rows) {
    Rows first = Rows.of(theta, 0, FEATURES, HIDDEN);
    int at = (FEATURES + 1) * HIDDEN;
    Rows second = Rows.of(theta, at, HIDDEN, SECOND);
    Rows last = Rows.of(theta, at + (HIDDEN + 1) * SECOND, SECOND, CLASSES);
    float[] a = new float[HIDDEN];
    float[] b = new float[SECOND];
    float[] said = new float[CLASSES];
    return () -> {
      for (int i = 0; i < CALLS; i++) {
        first.run(rows[i], a);
        relu(a);
        second.run(a, b);
        relu(b);
        last.run(b, said);
        softmax(said);
      }
    };
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
