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

  /// How often each replica that has a seat was heard of.
  private final Map<String, Long> heard = new TreeMap<>();

  /// How many numbers each replica that there was has fetched and sent.
  private final Map<String, Long> exchanged = new TreeMap<>();

  private final Map<String, Portion> held = new TreeMap<>();
  private final Map<Integer, byte[]> contents = new TreeMap<>();
  private byte[] common = {};
  private List<byte[]> own = List.of();
  private Optional<String> refusal = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private long looks;

  /// Without an evaluation and replicas.
  ///
  /// @param portions of an evaluation
  /// @param seats how many replicas there may be
  /// @param repeats whether portions that are not done yet are given once more
  public PortionBoard(int portions, int seats, boolean repeats) {
    this(new PortionWork(portions, seats, repeats), seats);
  }

  private PortionBoard(PortionWork work, int seats) {
    this.work = work;
    this.seats = seats;
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

  /// A replica brings what it has done, and asks. What it brings counts though its seat may be
  /// another's.
  TakePortion.Answer take(TakePortion asked) {
    String name = asked.replica();
    asked.result().ifPresent(result -> done(name, result));
    exchanged.merge(name, asked.exchanged(), Math::max);
    boolean joins = asked.purpose() == TakePortion.Purpose.JOIN && heard.size() < seats;
    if (!joins && !heard.containsKey(name)) {
      return new TakePortion.Answer(false, looks, Optional.empty());
    }
    heard.merge(name, 1L, Long::sum);
    boolean works = asked.purpose() == TakePortion.Purpose.WORK;
    return new TakePortion.Answer(
        true, looks, works ? next(name, asked.preferred()) : Optional.empty());
  }

  private void done(String replica, TakePortion.Result result) {
    Portion portion = result.portion();
    held.remove(replica, portion);
    work.done(portion, result.value());
    if (portion.evaluation() == work.evaluation() && result.content().length > 0) {
      contents.putIfAbsent(portion.number(), result.content());
    }
  }

  /// Who asks again has not heard the answer, and is given the same.
  private Optional<TakePortion.Work> next(String replica, int preferred) {
    Optional<Portion> next =
        Optional.ofNullable(held.get(replica)).filter(work::isOpen).or(() -> work.next(preferred));
    held.remove(replica);
    next.ifPresent(portion -> held.put(replica, portion));
    return next.map(portion ->
        new TakePortion.Work(
            portion, common, own.isEmpty() ? new byte[0] : own.get(portion.number())));
  }

  /// The coordinator looks.
  ///
  /// @param awaited the number of the evaluation whose results it waits for
  LookAtPortions.Progress look(long awaited) {
    looks++;
    boolean ready = work.isComplete() && work.evaluation() == awaited;
    return new LookAtPortions.Progress(
        work.evaluation(),
        work.isComplete(),
        work.value(),
        ready ? List.copyOf(contents.values()) : List.of(),
        work.completed(),
        work.again(),
        exchanged.values().stream().mapToLong(Long::longValue).sum(),
        Map.copyOf(heard),
        refusal,
        failure);
  }

  /// A replica is gone: its seat is free, and what it had is given to another.
  void forget(String replica) {
    heard.remove(replica);
    Portion had = held.remove(replica);
    if (had != null) {
      work.giveBack(had);
    }
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
    Fields.writeMap(heard, Fields::writeText, (count, to) -> to.writeLong(count), out);
    Fields.writeMap(exchanged, Fields::writeText, (count, to) -> to.writeLong(count), out);
    Fields.writeMap(held, Fields::writeText, Portion::write, out);
    Fields.writeMap(contents, (number, to) -> to.writeInt(number), Fields::writeBytes, out);
    Fields.writeBytes(common, out);
    Fields.writeAll(own, Fields::writeBytes, out);
    Fields.writeOptional(refusal, Fields::writeText, out);
    Fields.writeOptional(failure, Fields::writeText, out);
    out.writeLong(looks);
  }

  static PortionBoard read(DataInput in) throws IOException {
    PortionBoard board = new PortionBoard(PortionWork.read(in), in.readInt());
    board.heard.putAll(Fields.readMap(Fields::readText, DataInput::readLong, in));
    board.exchanged.putAll(Fields.readMap(Fields::readText, DataInput::readLong, in));
    board.held.putAll(Fields.readMap(Fields::readText, Portion::read, in));
    board.contents.putAll(Fields.readMap(DataInput::readInt, Fields::readBytes, in));
    board.common = Fields.readBytes(in);
    board.own = Fields.readAll(Fields::readBytes, in);
    board.refusal = Fields.readOptional(Fields::readText, in);
    board.failure = Fields.readOptional(Fields::readText, in);
    board.looks = in.readLong();
    return board;
  }
}
