package dev.ravine.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Examples: features of 8 bits, a label each. Immutable.
public final class Dataset {

  private final String name;
  private final int features;
  private final int classes;
  private final byte[] pixels;
  private final byte[] labels;

  /// Examples; the arrays are taken over, not copied.
  ///
  /// @param name for people
  /// @param features numbers per example
  /// @param classes number of labels; labels are 0 … classes − 1
  /// @param pixels example after example, each byte 0 … 255
  /// @param labels one byte per example
  public Dataset(String name, int features, int classes, byte[] pixels, byte[] labels) {
    if (pixels.length != (long) features * labels.length) {
      throw new IllegalArgumentException(
          "%d labels with %d features need %d bytes, were given %d"
              .formatted(labels.length, features, (long) features * labels.length, pixels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & 0xff) >= classes) {
        throw new DataException(
            "%s: the label of example %d must be below %d, was %d"
                .formatted(name, i, classes, labels[i] & 0xff));
      }
    }
    this.name = name;
    this.features = features;
    this.classes = classes;
    this.pixels = pixels;
    this.labels = labels;
  }

  /// What it is.
  ///
  /// @return a name for people
  public String name() {
    return name;
  }

  /// How many examples.
  ///
  /// @return 0 or more
  public int size() {
    return labels.length;
  }

  /// How many numbers an example has.
  ///
  /// @return 1 or more
  public int features() {
    return features;
  }

  /// How many different labels there can be.
  ///
  /// @return 1 or more
  public int classes() {
    return classes;
  }

  /// The label of one example.
  ///
  /// @param example 0 … size − 1
  /// @return 0 … classes − 1
  public int label(int example) {
    return labels[example];
  }

  /// One feature of one example.
  ///
  /// @param example 0 … size − 1
  /// @param feature 0 … features − 1
  /// @return 0 … 255
  public int pixel(int example, int feature) {
    return pixels[example * features + feature] & 0xff;
  }

  /// A range of examples.
  ///
  /// @param from the first
  /// @param to the one after the last
  /// @return a data set of its own
  public Dataset range(int from, int to) {
    return new Dataset(
        name,
        features,
        classes,
        Arrays.copyOfRange(pixels, from * features, to * features),
        Arrays.copyOfRange(labels, from, to));
  }

  /// The mean of every feature.
  ///
  /// @return as many numbers as there are features
  public float[] mean() {
    long[] sums = new long[features];
    for (int example = 0; example < size(); example++) {
      for (int i = 0; i < features; i++) {
        sums[i] += pixel(example, i);
      }
    }
    float[] mean = new float[features];
    for (int i = 0; i < features; i++) {
      mean[i] = (float) ((double) sums[i] / size());
    }
    return mean;
  }

  /// Writes one example as numbers, less the mean.
  ///
  /// @param example 0 … size − 1
  /// @param mean is subtracted, feature by feature
  /// @param out receives the features in its first elements
  public void read(int example, float[] mean, float[] out) {
    byte[] in = pixels;
    int at = example * features;
    for (int i = 0; i < features; i++) {
      out[i] = (in[at + i] & 0xff) - mean[i];
    }
  }

  /// A checksum of features and labels, to tell which data a result belongs to.
  ///
  /// @return SHA-256, in hexadecimal
  public String checksum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          "%d×%d/%d:".formatted(size(), features, classes).getBytes(StandardCharsets.UTF_8));
      digest.update(pixels);
      digest.update(labels);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
