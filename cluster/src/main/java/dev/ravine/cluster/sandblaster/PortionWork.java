package dev.ravine.cluster.sandblaster;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Gives the portions of one evaluation after the other to whoever is free, and where none is left
/// those that are not done yet once more, so that nobody has to wait for the slowest. A state
/// machine without threads and clocks.
///
/// Dean et al.: Large Scale Distributed Deep Networks (NIPS 2012), section 4.2. **Deviation:**
/// portions far ahead of the first that is not done have to wait, since shards keep what came
/// early.
final class PortionWork {

  private static final int AHEAD = 4;

  private final int portions;
  private final int window;
  private final double[] values;
  private final boolean[] done;
  private final int[] given;
  private final long[] lastGiven;
  private final Deque<Consumer<Portion>> free = new ArrayDeque<>();
  private long evaluation;
  private int first;
  private int next;
  private long order;
  private long again;
  private long completed;

  /// Without an evaluation: whoever is free waits.
  ///
  /// @param portions of an evaluation
  /// @param replicas how many work on them
  PortionWork(int portions, int replicas) {
    this.portions = portions;
    window = AHEAD * replicas;
    values = new double[portions];
    done = new boolean[portions];
    given = new int[portions];
    lastGiven = new long[portions];
    first = portions;
    next = portions;
  }

  /// Begins an evaluation; the last one is complete.
  void begin(long number) {
    evaluation = number;
    first = 0;
    next = 0;
    Arrays.fill(done, false);
    Arrays.fill(given, 0);
    giveToAll();
  }

  /// Someone is free.
  ///
  /// @param then is given a portion, now or when there is one
  void take(Consumer<Portion> then) {
    free.add(then);
    giveToAll();
  }

  /// A portion was evaluated, and all shards have its gradient.
  ///
  /// @param portion which
  /// @param value of its parts
  void done(Portion portion, double value) {
    if (portion.evaluation() != evaluation || done[portion.number()]) {
      return;
    }
    done[portion.number()] = true;
    completed++;
    values[portion.number()] = value;
    while (first < portions && done[first]) {
      first++;
    }
    giveToAll();
  }

  private void giveToAll() {
    while (!free.isEmpty()) {
      Optional<Portion> portion = next();
      if (portion.isEmpty()) {
        return;
      }
      free.remove().accept(portion.get());
    }
  }

  private Optional<Portion> next() {
    if (next < portions && next < first + window) {
      return Optional.of(give(next++));
    }
    Optional<Integer> slowest =
        IntStream.range(first, next)
            .filter(portion -> !done[portion])
            .boxed()
            .min(
                Comparator.<Integer>comparingInt(portion -> given[portion])
                    .thenComparingLong(portion -> lastGiven[portion]));
    slowest.ifPresent(portion -> again++);
    return slowest.map(this::give);
  }

  private Portion give(int portion) {
    given[portion]++;
    lastGiven[portion] = order++;
    return new Portion(evaluation, portion);
  }

  boolean isComplete() {
    return first == portions;
  }

  /// The sum of the portions' values, in their order.
  double value() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /// How many portions were done, each once.
  long completed() {
    return completed;
  }

  /// How often a portion was given once more.
  long again() {
    return again;
  }
}
