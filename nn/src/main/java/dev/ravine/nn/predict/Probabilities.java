package dev.ravine.nn.predict;

import dev.ravine.data.Labels;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/// A probability for each class of examples, and its logarithm. Immutable.
public final class Probabilities {

  private final int classes;
  private final double[] values;
  private final double[] logarithms;

  /// Both are taken over, example after example.
  private Probabilities(int classes, double[] values, double[] logarithms) {
    this.classes = classes;
    this.values = values;
    this.logarithms = logarithms;
  }

  /// From probabilities; the array is taken over.
  static Probabilities of(int classes, double[] values) {
    double[] logarithms = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      logarithms[i] = StrictMath.log(values[i]);
    }
    return new Probabilities(classes, values, logarithms);
  }

  /// The softmax of logits.
  ///
  /// @param logits of a model
  /// @return its probabilities
  public static Probabilities of(Logits logits) {
    return of(logits, 1);
  }

  /// The softmax of logits divided by a temperature.
  ///
  /// @param logits of a model
  /// @param temperature positive; above 1 the classes come closer to each other
  /// @return its probabilities
  public static Probabilities of(Logits logits, double temperature) {
    checkTemperature(temperature);
    double[] scaled = new double[logits.size() * logits.classes()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = logits.at(i / logits.classes(), i % logits.classes()) / temperature;
    }
    return normalized(logits.classes(), scaled);
  }

  /// Refuses what is no temperature.
  ///
  /// @param temperature must be positive
  public static void checkTemperature(double temperature) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("temperature must be positive, was " + temperature);
    }
  }

  /// From logarithms of numbers that add up to anything; the array is taken over.
  static Probabilities normalized(int classes, double[] logarithms) {
    double[] values = new double[logarithms.length];
    for (int from = 0; from < logarithms.length; from += classes) {
      double whole = normalize(classes, logarithms, values, from);
      for (int c = 0; c < classes; c++) {
        logarithms[from + c] -= whole;
      }
    }
    return new Probabilities(classes, values, logarithms);
  }

  /// Writes the probabilities of one example.
  ///
  /// @return the logarithm of what the numbers add up to
  static double normalize(int classes, double[] logarithms, double[] values, int from) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      greatest = Math.max(greatest, logarithms[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      values[from + c] = StrictMath.exp(logarithms[from + c] - greatest);
      sum += values[from + c];
    }
    for (int c = 0; c < classes; c++) {
      values[from + c] /= sum;
    }
    return greatest + StrictMath.log(sum);
  }

  /// The same with other certainty: logarithms divided by a temperature.
  ///
  /// @param temperature positive
  /// @return probabilities whose order within each example is the same
  public Probabilities at(double temperature) {
    checkTemperature(temperature);
    double[] scaled = logarithms.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= temperature;
    }
    return normalized(classes, scaled);
  }

  /// The probabilities of a range of examples.
  ///
  /// @param from the first
  /// @param to the one after the last
  /// @return as they are here
  public Probabilities range(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    return new Probabilities(
        classes,
        Arrays.copyOfRange(values, from * classes, to * classes),
        Arrays.copyOfRange(logarithms, from * classes, to * classes));
  }

  /// How many examples there are.
  ///
  /// @return 0 or more
  public int size() {
    return logarithms.length / classes;
  }

  /// How many classes there are.
  ///
  /// @return 1 or more
  public int classes() {
    return classes;
  }

  /// One probability.
  ///
  /// @param example 0 … size − 1
  /// @param label 0 … classes − 1
  /// @return 0 … 1
  public double at(int example, int label) {
    return values[example * classes + label];
  }

  /// The natural logarithm of one probability.
  ///
  /// @param example 0 … size − 1
  /// @param label 0 … classes − 1
  /// @return 0 or less
  public double logAt(int example, int label) {
    return logarithms[example * classes + label];
  }

  /// The most likely class.
  ///
  /// @param example 0 … size − 1
  /// @return the first of the greatest
  public int greatest(int example) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (logAt(example, c) > logAt(example, best)) {
        best = c;
      }
    }
    return best;
  }

  /// What each threshold for the probability of a class would give.
  ///
  /// @param label 0 … classes − 1
  /// @param right the classes of the examples
  /// @param weight how much each example counts
  public ThresholdCurve thresholdCurve(int label, Labels right, IntToDoubleFunction weight) {
    return ThresholdCurve.of(size(), i -> at(i, label), i -> right.label(i) == label, weight);
  }

  /// Logits whose softmax these are: their logarithms.
  ///
  /// @return rounded to single precision
  public Logits logits() {
    float[] rounded = new float[logarithms.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) logarithms[i];
    }
    return new Logits(classes, rounded);
  }
}
