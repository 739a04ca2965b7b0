package dev.ravine.cluster.portions;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/// Gives the portions of one evaluation after the other to whoever is free. If it may repeat them,
/// then where none is left those that are not done yet once more, so that nobody has to wait for
/// the slowest. A state machine without threads and clocks.
///
/// Dean et al.: Large Scale Distributed Deep Networks (NIPS 2012), section 4.2. **Deviation:**
/// portions far ahead of the first that is not done have to wait, since shards keep what came
/// early.
public final class PortionWork {

  private static final int AHEAD = 4;

  private final int portions;
  private final int replicas;
  private final boolean repeats;
  private final double[] values;
  private final boolean[] done;
  private final int[] given;
  private final long[] lastGiven;
  private long evaluation;
  private int first;
  private long order;
  private long again;
  private long completed;

  /// Without an evaluation: there is nothing to do.
  ///
  /// @param portions of an evaluation
  /// @param replicas how many work on them
  /// @param repeats whether those that are not done yet are given once more
  public PortionWork(int portions, int replicas, boolean repeats) {
    this.portions = portions;
    this.replicas = replicas;
    this.repeats = repeats;
    values = new double[portions];
    done = new boolean[portions];
    given = new int[portions];
    lastGiven = new long[portions];
    first = portions;
  }

  /// Begins an evaluation; the last one is complete. One that began before begins no more.
  ///
  /// @param number larger than those of evaluations before
  public void begin(long number) {
    begin(number, portions);
  }

  /// Begins an evaluation that may have fewer portions.
  ///
  /// @param number larger than those of evaluations before
  /// @param count how many, 1 or more
  void begin(long number, int count) {
    if (number <= evaluation) {
      return;
    }
    evaluation = number;
    first = 0;
    Arrays.fill(values, 0);
    Arrays.fill(done, 0, count, false);
    Arrays.fill(done, count, portions, true);
    Arrays.fill(given, 0);
  }

  /// A portion for whoever is free.
  ///
  /// @param preferred the number of one that is given rather than others, if nobody has it
  /// @return empty if there is none now
  public Optional<Portion> next(int preferred) {
    int[] open =
        IntStream.range(first, Math.min(portions, first + AHEAD * replicas))
            .filter(portion -> !done[portion])
            .toArray();
    Optional<Integer> fresh =
        Arrays.stream(open)
            .filter(portion -> given[portion] == 0)
            .boxed()
            .min(Comparator.comparing(portion -> portion != preferred));
    if (fresh.isPresent() || !repeats) {
      return fresh.map(this::give);
    }
    Optional<Integer> slowest =
        Arrays.stream(open)
            .boxed()
            .min(
                Comparator.<Integer>comparingInt(portion -> given[portion])
                    .thenComparingLong(portion -> lastGiven[portion]));
    slowest.ifPresent(portion -> again++);
    return slowest.map(this::give);
  }

  /// Whether a portion is still to be done.
  boolean isOpen(Portion portion) {
    return portion.evaluation() == evaluation && !done[portion.number()];
  }

  /// Whoever has a portion is gone: it is given to another.
  ///
  /// @param portion which
  void giveBack(Portion portion) {
    if (portion.evaluation() == evaluation && given[portion.number()] > 0) {
      given[portion.number()]--;
    }
  }

  /// A portion was evaluated, and all shards have its gradient.
  ///
  /// @param portion which
  /// @param value of its parts
  public void done(Portion portion, double value) {
    if (portion.evaluation() != evaluation || done[portion.number()]) {
      return;
    }
    done[portion.number()] = true;
    completed++;
    values[portion.number()] = value;
    while (first < portions && done[first]) {
      first++;
    }
  }

  private Portion give(int portion) {
    given[portion]++;
    lastGiven[portion] = order++;
    return new Portion(evaluation, portion);
  }

  /// The number of the evaluation that is going on, or was the last.
  long evaluation() {
    return evaluation;
  }

  /// Whether all portions of the evaluation are done.
  public boolean isComplete() {
    return first == portions;
  }

  /// The sum of the portions' values, in their order.
  public double value() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /// How many portions were done, each once.
  public long completed() {
    return completed;
  }

  /// How often a portion was given once more.
  public long again() {
    return again;
  }

  /// Writes all that it needs to go on elsewhere.
  void write(DataOutput out) throws IOException {
    out.writeInt(portions);
    out.writeInt(replicas);
    out.writeBoolean(repeats);
    for (int portion = 0; portion < portions; portion++) {
      out.writeDouble(values[portion]);
      out.writeBoolean(done[portion]);
      out.writeInt(given[portion]);
      out.writeLong(lastGiven[portion]);
    }
    out.writeLong(evaluation);
    out.writeInt(first);
    out.writeLong(order);
    out.writeLong(again);
    out.writeLong(completed);
  }

  /// Reads what [#write] wrote.
  static PortionWork read(DataInput in) throws IOException {
    PortionWork work = new PortionWork(in.readInt(), in.readInt(), in.readBoolean());
    for (int portion = 0; portion < work.portions; portion++) {
      work.values[portion] = in.readDouble();
      work.done[portion] = in.readBoolean();
      work.given[portion] = in.readInt();
      work.lastGiven[portion] = in.readLong();
    }
    work.evaluation = in.readLong();
    work.first = in.readInt();
    work.order = in.readLong();
    work.again = in.readLong();
    work.completed = in.readLong();
    return work;
  }
}
