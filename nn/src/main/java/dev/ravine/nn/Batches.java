package dev.ravine.nn;

import dev.ravine.data.Dataset;
import dev.ravine.random.RandomStream;
import java.util.Arrays;

/// Training examples in a new random order for every epoch, a batch at a time.
final class Batches {

  private final Dataset data;
  private final float[] mean;
  private final int batch;
  private final RandomStream shuffle;
  private final float[] row;
  private int[] order = {};
  private int next;

  Batches(Dataset data, float[] mean, int batch, RandomStream shuffle) {
    this.data = data;
    this.mean = mean;
    this.batch = batch;
    this.shuffle = shuffle;
    row = new float[data.features()];
  }

  void beginEpoch() {
    order = shuffle.permutation(data.size());
    next = 0;
  }

  /// Leaves out batches of the epoch that has begun.
  void skip(int batches) {
    next += batches * batch;
  }

  /// Writes the next batch: features less the mean, and a 1 for each example's class.
  void next(float[] features, float[] targets) {
    Arrays.fill(targets, 0);
    for (int i = 0; i < batch; i++) {
      int example = order[next++];
      data.read(example, mean, row);
      System.arraycopy(row, 0, features, i * row.length, row.length);
      targets[i * data.classes() + data.label(example)] = 1;
    }
  }
}
