package dev.ravine.data;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/// A number for each example, or several.
public final class Values implements Targets {

  private final int width;
  private final float[] values;

  /// A number for each example; takes the array over.
  ///
  /// @param values one for each example
  public Values(float[] values) {
    this(1, values);
  }

  /// Several numbers for each example; takes the array over.
  ///
  /// @param width how many, 1 or more
  /// @param values those of each example after the other
  public Values(int width, float[] values) {
    this.width = width;
    this.values = values;
  }

  /// The number of one example, the first of several.
  ///
  /// @param example 0 … size − 1
  /// @return as it was read
  public float value(int example) {
    return value(example, 0);
  }

  /// A number of one example.
  ///
  /// @param example 0 … size − 1
  /// @param output which of them, 0 … outputs − 1
  /// @return as it was read
  public float value(int example, int output) {
    return values[example * width + Objects.checkIndex(output, width)];
  }

  /// Whether not all examples have the same.
  public boolean vary() {
    return IntStream.range(0, values.length).anyMatch(i -> values[i] != values[i % width]);
  }

  @Override
  public int size() {
    return values.length / width;
  }

  @Override
  public void write(int example, Dataset data, Preprocessing preprocessing, float[] out, int at) {
    for (int i = 0; i < width; i++) {
      out[at + i] = preprocessing.target(i, value(example, i));
    }
  }

  @Override
  public String toString() {
    return width == 1 ? "a value" : width + " values";
  }

  @Override
  public int outputs() {
    return width;
  }

  @Override
  public Values range(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    return new Values(width, Arrays.copyOfRange(values, from * width, to * width));
  }

  @Override
  public Values pick(int[] examples) {
    float[] picked = new float[examples.length * width];
    for (int i = 0; i < examples.length; i++) {
      System.arraycopy(values, examples[i] * width, picked, i * width, width);
    }
    return new Values(width, picked);
  }

  @Override
  public void addTo(MessageDigest digest) {
    digest.update(Features.Floats.bytes(values));
  }
}
