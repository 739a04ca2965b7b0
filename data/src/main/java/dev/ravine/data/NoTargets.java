package dev.ravine.data;

import java.security.MessageDigest;

/// Nothing is known.
///
/// @param size how many examples there are
public record NoTargets(int size) implements Targets {
  @Override
  public void write(int example, Dataset data, Preprocessing preprocessing, float[] out, int at) {
    throw new IllegalStateException(data.name() + " has nothing to learn");
  }

  @Override
  public String toString() {
    return "nothing to learn";
  }

  @Override
  public int outputs() {
    return 0;
  }

  @Override
  public NoTargets range(int from, int to) {
    return new NoTargets(to - from);
  }

  @Override
  public NoTargets pick(int[] examples) {
    return new NoTargets(examples.length);
  }

  @Override
  public void addTo(MessageDigest digest) {}
}
