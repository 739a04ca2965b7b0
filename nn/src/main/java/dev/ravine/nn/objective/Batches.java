package dev.ravine.nn.objective;

import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// Training examples in random order, a batch at a time. Each epoch has a new order of its own; if
/// there are examples to be taught beside those with labels, one order of all of them lasts for
/// several epochs, and an epoch is as long as it is without them.
final class Batches {

  private final Dataset data;
  private final Optional<Dataset> transfer;
  private final Preprocessing preprocessing;
  private final int batch;
  private final RandomStream shuffle;
  private final int[] pool;
  private final float[] row;
  private final int outputs;
  private final int[] examples;
  private final double smoothing;
  private int[] order = {};
  private int next;

  Batches(TrainingObjective objective) {
    data = objective.split().train();
    transfer = objective.distillation().flatMap(Distillation::transfer);
    preprocessing = data.preprocessing();
    batch = objective.batch();
    shuffle = objective.seed().stream("shuffle");
    int beside = transfer.map(Dataset::size).orElse(0);
    pool =
        IntStream.concat(
                labelled(objective.sampling(), data.size(), objective.seed()),
                IntStream.range(data.size(), data.size() + beside))
            .toArray();
    row = new float[data.features()];
    outputs = data.targets().outputs();
    examples = new int[batch];
    smoothing = objective.labelSmoothing();
  }

  private static IntStream labelled(Sampling sampling, int size, Seed seed) {
    return switch (sampling) {
      case ALL -> IntStream.range(0, size);
      case BOOTSTRAP -> {
        RandomStream random = seed.stream("bagging");
        yield IntStream.range(0, size).map(i -> random.nextInt(size));
      }
    };
  }

  void beginEpoch() {
    if (order.length - next < data.size()) {
      order = shuffle.permutation(pool.length);
      next = 0;
    }
  }

  /// Goes to a batch of the epoch that has begun, from 0.
  void go(int number) {
    next = number * batch;
  }

  /// Leaves out batches of the epoch that has begun.
  void skip(int batches) {
    next += batches * batch;
  }

  /// Writes the next batch: features and what is to be learnt, nothing where nobody knows.
  void next(float[] features, float[] targets) {
    for (int i = 0; i < batch; i++) {
      int example = pool[order[next++]];
      examples[i] = example;
      if (isLabelled(i)) {
        data.read(example, preprocessing, row);
        data.target(example, preprocessing, targets, i * outputs);
        smooth(targets, i * outputs);
      } else {
        transfer.orElseThrow().read(example - data.size(), preprocessing, row);
        Arrays.fill(targets, i * outputs, (i + 1) * outputs, 0);
      }
      System.arraycopy(row, 0, features, i * row.length, row.length);
    }
  }

  private void smooth(float[] targets, int from) {
    for (int c = from; smoothing > 0 && c < from + outputs; c++) {
      targets[c] = (float) ((1 - smoothing) * targets[c] + smoothing / outputs);
    }
  }

  private boolean isLabelled(int i) {
    return examples[i] < data.size();
  }

  /// Writes 1 for each example of the last batch that has a label, 0 for the others.
  void known(float[] out) {
    for (int i = 0; i < batch; i++) {
      out[i] = isLabelled(i) ? 1 : 0;
    }
  }

  /// Writes how much each example of the last batch counts.
  ///
  /// @param ofClasses a factor for each class, or none
  void weights(float[] ofClasses, float[] out) {
    for (int i = 0; i < batch; i++) {
      float ofClass = ofClasses.length == 0 ? 1 : ofClasses[data.label(examples[i])];
      out[i] = ofClass * data.weight(examples[i]);
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
