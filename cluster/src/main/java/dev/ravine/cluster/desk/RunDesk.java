package dev.ravine.cluster.desk;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// What a run's coordinator and the worker that does it know of each other. It lies where shards
/// lie, and is asked by operations, so that it outlives whoever asks. A state machine without
/// threads and clocks.
///
/// One worker has the run, until it gives it up or it is taken from it; then another does the
/// stretch that is open from its beginning.
public final class RunDesk {

  private Optional<String> worker = Optional.empty();
  private Optional<Stretch> open = Optional.empty();
  private Optional<StretchResult> result = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private long heard;
  private long asked;

  /// With nothing to do.
  public RunDesk() {}

  /// Writes it.
  ///
  /// @param out where to
  /// @throws IOException if it can't be written
  void write(DataOutput out) throws IOException {
    Fields.writeOptional(worker, Fields::writeText, out);
    Fields.writeOptional(open, Stretch::write, out);
    Fields.writeOptional(result, StretchResult::write, out);
    Fields.writeOptional(refusal, Fields::writeText, out);
    out.writeLong(heard);
    out.writeLong(asked);
  }

  /// Reads what [#write] wrote.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  static RunDesk read(DataInput in) throws IOException {
    RunDesk desk = new RunDesk();
    desk.worker = Fields.readOptional(Fields::readText, in);
    desk.open = Fields.readOptional(Stretch::read, in);
    desk.result = Fields.readOptional(StretchResult::read, in);
    desk.refusal = Fields.readOptional(Fields::readText, in);
    desk.heard = in.readLong();
    desk.asked = in.readLong();
    return desk;
  }

  /// Gives out a stretch; one that was given out before, or is done, is not given out again.
  void order(Stretch stretch) {
    if (open.isEmpty() || open.get().number() < stretch.number()) {
      open = Optional.of(stretch);
      result = Optional.empty();
    }
  }

  /// A worker asks for a stretch, or says that it is alive.
  ///
  /// @param name of the worker
  /// @param ready whether it does none now
  Take.Answer take(String name, boolean ready) {
    if (worker.isPresent() && !worker.get().equals(name)) {
      return new Take.Answer(false, asked, Optional.empty());
    }
    worker = Optional.of(name);
    heard++;
    return new Take.Answer(true, asked, ready && result.isEmpty() ? open : Optional.empty());
  }

  /// A worker brings a result, which counts if the run is its own and the stretch is open.
  void deliver(String name, StretchResult brought) {
    heard++;
    boolean own = worker.filter(name::equals).isPresent();
    if (own && open.filter(stretch -> stretch.number() == brought.number()).isPresent()) {
      result = Optional.of(brought);
    }
  }

  /// The coordinator asks how it goes.
  ///
  /// @param number of the stretch whose result it waits for
  Collect.Answer collect(long number) {
    asked++;
    return new Collect.Answer(
        worker, heard, result.filter(known -> known.number() == number), refusal);
  }

  /// Takes the run from a worker, or gives it up, if it is its own.
  void vacate(String name) {
    worker = worker.filter(own -> !own.equals(name));
  }

  /// Notes why a worker will not do the run.
  void refuse(String reason) {
    refusal = Optional.of(reason);
  }
}
