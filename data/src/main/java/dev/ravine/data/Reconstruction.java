package dev.ravine.data;

import java.security.MessageDigest;

/// The features themselves, as a model sees them: what an autoencoder learns.
///
/// @param size how many examples there are
/// @param features of each
public record Reconstruction(int size, int features) implements Targets {
  @Override
  public void write(int example, Dataset data, Preprocessing preprocessing, float[] out, int at) {
    float[] row = new float[features];
    data.read(example, preprocessing, row);
    System.arraycopy(row, 0, out, at, row.length);
  }

  @Override
  public String toString() {
    return "the features themselves to learn";
  }

  @Override
  public int outputs() {
    return features;
  }

  @Override
  public Reconstruction range(int from, int to) {
    return new Reconstruction(to - from, features);
  }

  @Override
  public Reconstruction pick(int[] examples) {
    return new Reconstruction(examples.length, features);
  }

  @Override
  public void addTo(MessageDigest digest) {
    digest.update((byte) 'r');
  }
}
