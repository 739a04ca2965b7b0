package dev.ravine.cluster.portions;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a run's coordinator and those who evaluate portions, in other processes, know of each
/// other. It lies where shards lie, and is asked by operations, so that it outlives whoever asks. A
/// state machine without threads and clocks.
public final class PortionBoard {

  private final PortionWork work;
  private final int seats;
  private final Map<String, Sign> replicas;
  private Optional<String> refusal = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private long looks;
  private long exchangedBefore;

  /// What is known of a replica.
  ///
  /// @param heard how often it was heard of
  /// @param exchanged how many numbers it has fetched and sent
  record Sign(long heard, long exchanged) {

    void write(DataOutput out) throws IOException {
      out.writeLong(heard);
      out.writeLong(exchanged);
    }

    static Sign read(DataInput in) throws IOException {
      return new Sign(in.readLong(), in.readLong());
    }
  }

  /// Without an evaluation and replicas.
  ///
  /// @param portions of an evaluation
  /// @param seats how many replicas there may be
  public PortionBoard(int portions, int seats) {
    this(new PortionWork(portions, seats), seats, new TreeMap<>());
  }

  private PortionBoard(PortionWork work, int seats, Map<String, Sign> replicas) {
    this.work = work;
    this.seats = seats;
    this.replicas = new TreeMap<>(replicas);
  }

  /// Begins an evaluation.
  void begin(long evaluation) {
    work.begin(evaluation);
  }

  /// A replica says that it is alive, brings what it has done, and asks for a portion.
  TakePortion.Answer take(TakePortion asked) {
    Sign known = replicas.get(asked.replica());
    if (known == null && replicas.size() >= seats) {
      return new TakePortion.Answer(false, looks, Optional.empty());
    }
    long heard = known == null ? 1 : known.heard + 1;
    replicas.put(asked.replica(), new Sign(heard, asked.exchanged()));
    asked.result().ifPresent(result -> work.done(result.portion(), result.value()));
    return new TakePortion.Answer(true, looks, asked.ready() ? work.next() : Optional.empty());
  }

  /// The coordinator looks.
  LookAtPortions.Progress look() {
    looks++;
    long exchanged = exchangedBefore;
    Map<String, Long> heard = new TreeMap<>();
    for (Map.Entry<String, Sign> replica : replicas.entrySet()) {
      exchanged += replica.getValue().exchanged;
      heard.put(replica.getKey(), replica.getValue().heard);
    }
    return new LookAtPortions.Progress(
        work.evaluation(),
        work.isComplete(),
        work.value(),
        work.completed(),
        work.again(),
        exchanged,
        heard,
        refusal,
        failure);
  }

  /// A replica is gone: its seat is free.
  void forget(String replica) {
    Sign gone = replicas.remove(replica);
    exchangedBefore += gone == null ? 0 : gone.exchanged;
  }

  /// Notes why a worker will not take part.
  void refuse(String reason) {
    refusal = Optional.of(reason);
  }

  /// Notes why the objective can't be evaluated.
  void fail(String reason) {
    failure = Optional.of(reason);
  }

  void write(DataOutput out) throws IOException {
    work.write(out);
    out.writeInt(seats);
    Fields.writeMap(replicas, Fields::writeText, Sign::write, out);
    Fields.writeOptional(refusal, Fields::writeText, out);
    Fields.writeOptional(failure, Fields::writeText, out);
    out.writeLong(looks);
    out.writeLong(exchangedBefore);
  }

  static PortionBoard read(DataInput in) throws IOException {
    PortionBoard board =
        new PortionBoard(
            PortionWork.read(in), in.readInt(), Fields.readMap(Fields::readText, Sign::read, in));
    board.refusal = Fields.readOptional(Fields::readText, in);
    board.failure = Fields.readOptional(Fields::readText, in);
    board.looks = in.readLong();
    board.exchangedBefore = in.readLong();
    return board;
  }
}
