package dev.ravine.nn;

import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.random.RandomStream;

/// Training examples in a new random order for every epoch, a batch at a time.
final class Batches {

  private final Dataset data;
  private final Preprocessing preprocessing;
  private final int batch;
  private final RandomStream shuffle;
  private final float[] row;
  private final int outputs;
  private final int[] examples;
  private int[] order = {};
  private int next;

  Batches(Dataset data, Preprocessing preprocessing, int batch, RandomStream shuffle) {
    this.data = data;
    this.preprocessing = preprocessing;
    this.batch = batch;
    this.shuffle = shuffle;
    row = new float[data.features()];
    outputs = data.targets().outputs();
    examples = new int[batch];
  }

  void beginEpoch() {
    order = shuffle.permutation(data.size());
    next = 0;
  }

  /// Leaves out batches of the epoch that has begun.
  void skip(int batches) {
    next += batches * batch;
  }

  /// Writes the next batch: features and what is to be learnt.
  void next(float[] features, float[] targets) {
    for (int i = 0; i < batch; i++) {
      int example = order[next++];
      data.read(example, preprocessing, row);
      System.arraycopy(row, 0, features, i * row.length, row.length);
      data.target(example, preprocessing, targets, i * outputs);
      examples[i] = example;
    }
  }

  /// Copies the rows of a table that belong to the batch that was written last.
  void copyRows(float[] table, float[] rows) {
    int width = rows.length / batch;
    for (int i = 0; i < batch; i++) {
      System.arraycopy(table, examples[i] * width, rows, i * width, width);
    }
  }
}
