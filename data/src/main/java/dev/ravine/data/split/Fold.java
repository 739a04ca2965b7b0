package dev.ravine.data.split;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import java.util.stream.IntStream;

/// One part of a cross-validation: the examples are cut into as many stretches of one length as
/// there are folds, and each fold validates on one stretch and trains on everything else. Where the
/// length does not divide the number of examples, the last ones are trained on by all folds.
///
/// Stone: Cross-validatory choice and assessment of statistical predictions (1974).
///
/// @param number 1 … count
/// @param count how many folds there are, 2 or more
public record Fold(int number, int count) {

  public Fold {
    if (count < 2) {
      throw new IllegalArgumentException("folds must be 2 or more, was " + count);
    }
    if (number < 1 || number > count) {
      throw new IllegalArgumentException(
          "a fold must be from 1 to %d, was %d".formatted(count, number));
    }
  }

  /// How many examples each fold validates on.
  ///
  /// @param examples of all folds
  /// @param count how many folds
  /// @return 1 or more
  /// @throws DataException if there are fewer examples than folds
  public static int validated(int examples, int count) {
    if (examples < count) {
      throw new DataException(
          "folds must be at most the number of examples, %d, was %d".formatted(examples, count));
    }
    return examples / count;
  }

  /// The examples of this fold: those to train on, then those to validate on.
  public int[] order(int examples) {
    int length = validated(examples, count);
    int from = (number - 1) * length;
    int to = from + length;
    return IntStream.concat(
            IntStream.range(0, examples).filter(i -> i < from || i >= to),
            IntStream.range(from, to))
        .toArray();
  }

  /// This fold of a data set.
  public Split of(Dataset all) {
    int[] order = order(all.size());
    int train = order.length - validated(order.length, count);
    Dataset ordered = all.pick(order);
    return new Split(ordered.range(0, train), ordered.range(train, order.length));
  }
}
