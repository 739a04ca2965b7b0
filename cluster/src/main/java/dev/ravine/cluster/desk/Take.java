package dev.ravine.cluster.desk;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Asks for a stretch, or says that a worker is alive.
///
/// @param worker its name
/// @param ready whether it does none now
public record Take(String worker, boolean ready) implements DeskOperation<Take.Answer> {

  /// What the desk says.
  ///
  /// @param own whether the run is the worker's
  /// @param asked how often the coordinator has asked
  /// @param stretch what is to be done, if something is
  public record Answer(boolean own, long asked, Optional<Stretch> stretch) {}

  @Override
  public Answer applyTo(RunDesk desk) {
    return desk.take(worker, ready);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(DeskWire.TAKE);
    Fields.writeText(worker, out);
    out.writeBoolean(ready);
  }

  @Override
  public void writeResult(Answer answer, DataOutput out) throws IOException {
    out.writeBoolean(answer.own);
    out.writeLong(answer.asked);
    Fields.writeOptional(answer.stretch, Stretch::write, out);
  }

  @Override
  public Answer readResult(DataInput in) throws IOException {
    return new Answer(in.readBoolean(), in.readLong(), Fields.readOptional(Stretch::read, in));
  }
}
