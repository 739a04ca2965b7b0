package dev.ravine.cluster.portions;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
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
  private final Map<String, Portion> held = new TreeMap<>();
  private final Map<Integer, byte[]> contents = new TreeMap<>();
  private byte[] common = {};
  private List<byte[]> own = List.of();
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
  /// @param repeats whether portions that are not done yet are given once more
  public PortionBoard(int portions, int seats, boolean repeats) {
    this(new PortionWork(portions, seats, repeats), seats, new TreeMap<>());
  }

  private PortionBoard(PortionWork work, int seats, Map<String, Sign> replicas) {
    this.work = work;
    this.seats = seats;
    this.replicas = new TreeMap<>(replicas);
  }

  /// Begins an evaluation.
  void begin(BeginEvaluation begun) {
    if (begun.number() > work.evaluation()) {
      if (begun.own().isEmpty()) {
        work.begin(begun.number());
      } else {
        work.begin(begun.number(), begun.own().size());
      }
      common = begun.common();
      own = begun.own();
      held.clear();
      contents.clear();
    }
  }

  /// A replica says that it is alive, brings what it has done, and asks for a portion.
  TakePortion.Answer take(TakePortion asked) {
    Sign known = replicas.get(asked.replica());
    if (known == null && replicas.size() >= seats) {
      return new TakePortion.Answer(false, looks, Optional.empty());
    }
    long heard = known == null ? 1 : known.heard + 1;
    replicas.put(asked.replica(), new Sign(heard, asked.exchanged()));
    asked.result().ifPresent(result -> done(asked.replica(), result));
    return new TakePortion.Answer(
        true, looks, asked.ready() ? next(asked.replica(), asked.preferred()) : Optional.empty());
  }

  private void done(String replica, TakePortion.Result result) {
    Portion portion = result.portion();
    held.remove(replica, portion);
    work.done(portion, result.value());
    if (portion.evaluation() == work.evaluation() && result.content().length > 0) {
      contents.putIfAbsent(portion.number(), result.content());
    }
  }

  /// Who asks again has not heard the answer: what it was given is not being done.
  private Optional<TakePortion.Work> next(String replica, int preferred) {
    giveBack(replica);
    Optional<Portion> next = work.next(preferred);
    next.ifPresent(portion -> held.put(replica, portion));
    return next.map(portion ->
        new TakePortion.Work(
            portion, common, own.isEmpty() ? new byte[0] : own.get(portion.number())));
  }

  private void giveBack(String replica) {
    Portion had = held.remove(replica);
    if (had != null) {
      work.giveBack(had);
    }
  }

  /// The coordinator looks.
  ///
  /// @param awaited the number of the evaluation whose results it waits for
  LookAtPortions.Progress look(long awaited) {
    looks++;
    long exchanged = exchangedBefore;
    Map<String, Long> heard = new TreeMap<>();
    for (Map.Entry<String, Sign> replica : replicas.entrySet()) {
      exchanged += replica.getValue().exchanged;
      heard.put(replica.getKey(), replica.getValue().heard);
    }
    boolean ready = work.isComplete() && work.evaluation() == awaited;
    return new LookAtPortions.Progress(
        work.evaluation(),
        work.isComplete(),
        work.value(),
        ready ? List.copyOf(contents.values()) : List.of(),
        work.completed(),
        work.again(),
        exchanged,
        heard,
        refusal,
        failure);
  }

  /// A replica is gone: its seat is free, and what it had is given to another.
  void forget(String replica) {
    Sign gone = replicas.remove(replica);
    exchangedBefore += gone == null ? 0 : gone.exchanged;
    giveBack(replica);
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
    Fields.writeMap(held, Fields::writeText, Portion::write, out);
    Fields.writeMap(contents, (number, to) -> to.writeInt(number), Fields::writeBytes, out);
    Fields.writeBytes(common, out);
    Fields.writeAll(own, Fields::writeBytes, out);
    Fields.writeOptional(refusal, Fields::writeText, out);
    Fields.writeOptional(failure, Fields::writeText, out);
    out.writeLong(looks);
    out.writeLong(exchangedBefore);
  }

  static PortionBoard read(DataInput in) throws IOException {
    PortionBoard board =
        new PortionBoard(
            PortionWork.read(in), in.readInt(), Fields.readMap(Fields::readText, Sign::read, in));
    board.held.putAll(Fields.readMap(Fields::readText, Portion::read, in));
    board.contents.putAll(Fields.readMap(DataInput::readInt, Fields::readBytes, in));
    board.common = Fields.readBytes(in);
    board.own = Fields.readAll(Fields::readBytes, in);
    board.refusal = Fields.readOptional(Fields::readText, in);
    board.failure = Fields.readOptional(Fields::readText, in);
    board.looks = in.readLong();
    board.exchangedBefore = in.readLong();
    return board;
  }
}
