package dev.ravine.data;

import java.util.Arrays;

/// What is done to examples before a model sees them: (feature − mean) · factor, and the same for
/// values to be learnt. It is measured on the training examples, each counting by its weight: of
/// features as the data set's [Scaling] says, of values so that they get mean 0 and standard
/// deviation 1; or it is your own ([Dataset#preprocessed]).
public final class Preprocessing {

  private final float[] mean;
  private final float[] factor;
  private final float[] targetMean;
  private final float[] targetFactor;

  /// What was measured; the arrays are taken over, not copied.
  ///
  /// @param mean of each feature
  /// @param factor of each feature
  /// @param targetMean the mean of each value to be learnt; one 0 if there are labels
  /// @param targetFactor of each value to be learnt; one 1 if there are labels
  public Preprocessing(float[] mean, float[] factor, float[] targetMean, float[] targetFactor) {
    this.mean = mean;
    this.factor = factor;
    this.targetMean = targetMean;
    this.targetFactor = targetFactor;
  }

  /// Measures training examples, one or more.
  static Preprocessing of(Dataset train) {
    float[] mean = new float[train.features()];
    float[] factor = new float[mean.length];
    boolean pixels = train.content() instanceof Features.Bytes;
    switch (train.scaling()) {
      case STANDARDIZED ->
          standardize(pixels ? Moments.ofPlanes(train) : Moments.ofFeatures(train), mean, factor);
      case CENTERED ->
          standardize(pixels ? Moments.means(train) : Moments.ofFeatures(train), mean, factor);
      case UNIT -> {
        if (pixels) {
          Arrays.fill(factor, 1 / 255f);
        } else {
          fill(train, mean, factor);
        }
      }
      case NONE -> Arrays.fill(factor, 1);
    }
    if (train.targets() instanceof Values values) {
      Moments[] of = Moments.ofValues(train, values);
      float[] targetMean = new float[of.length];
      float[] targetFactor = new float[of.length];
      for (int i = 0; i < of.length; i++) {
        targetMean[i] = (float) of[i].mean();
        targetFactor[i] = of[i].factor();
      }
      return new Preprocessing(mean, factor, targetMean, targetFactor);
    }
    return new Preprocessing(mean, factor, new float[] {0}, new float[] {1});
  }

  private static void standardize(Moments[] moments, float[] mean, float[] factor) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) moments[i].mean();
      factor[i] = moments[i].factor();
    }
  }

  /// The least becomes 0, the greatest 1; numbers that are all the same become 0.
  private static void fill(Dataset train, float[] least, float[] factor) {
    for (int i = 0; i < least.length; i++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int example = 0; example < train.size(); example++) {
        if (train.weight(example) > 0) {
          low = Math.min(low, train.feature(example, i));
          high = Math.max(high, train.feature(example, i));
        }
      }
      least[i] = low;
      factor[i] = high > low ? 1 / (high - low) : 1;
    }
  }

  /// Refuses other examples.
  void check(int features, Targets targets) {
    int values = targets instanceof Values learnt ? learnt.outputs() : 1;
    if (mean.length != features || factor.length != features) {
      throw new DataException(
          "preprocessing must be for %d features, was for %d".formatted(features, mean.length));
    }
    if (targetMean.length != values || targetFactor.length != values) {
      throw new DataException(
          "preprocessing must be for %d values, was for %d".formatted(values, targetMean.length));
    }
    for (float each : targetFactor) {
      if (each == 0) {
        throw new DataException("the factor of values must not be 0");
      }
    }
  }

  /// What is subtracted from features.
  ///
  /// @return a number for each, not to be written to
  public float[] mean() {
    return mean;
  }

  /// What features are multiplied by then.
  ///
  /// @return a number for each, not to be written to
  public float[] factor() {
    return factor;
  }

  /// The mean of the values to be learnt.
  ///
  /// @return a number for each, not to be written to; one 0 if there are labels
  public float[] targetMean() {
    return targetMean;
  }

  /// What values to be learnt are multiplied by, less their mean.
  ///
  /// @return a number for each, not to be written to; one 1 if there are labels
  public float[] targetFactor() {
    return targetFactor;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Preprocessing that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(factor, that.factor)
        && Arrays.equals(targetMean, that.targetMean)
        && Arrays.equals(targetFactor, that.targetFactor);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(mean);
  }

  /// What a model is to say for a value.
  ///
  /// @param output which of the values of an example, from 0
  /// @param value as it was read
  /// @return with mean 0 and standard deviation 1 over the training examples
  public float target(int output, float value) {
    return (value - targetMean[output]) * targetFactor[output];
  }

  /// What a model says, as a value: the inverse of [#target].
  ///
  /// @param output which of the values of an example, from 0
  /// @param said by the model
  /// @return in the value's own unit
  public double value(int output, double said) {
    return said / targetFactor[output] + targetMean[output];
  }

  /// What an autoencoder says, as a feature.
  ///
  /// @param feature which, from 0
  /// @param said by the model
  /// @return in the feature's own unit
  public double feature(int feature, double said) {
    return said / factor[feature] + mean[feature];
  }
}
