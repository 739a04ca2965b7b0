package dev.ravine.cluster.portions;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks how an evaluation goes, and says that the coordinator is there.
///
/// @param awaited the number of the evaluation whose results it waits for
public record LookAtPortions(long awaited) implements BoardOperation<LookAtPortions.Progress> {

  /// How it goes.
  ///
  /// @param evaluation its number
  /// @param isComplete whether all of its portions are done
  /// @param value of those that are
  /// @param contents what else they gave, in order, once all are done that are awaited
  /// @param completed how many portions were done in all evaluations, each once
  /// @param again how often one was given once more
  /// @param exchanged how many numbers replicas have fetched and sent
  /// @param heard how often each replica was heard of
  /// @param refusal why a worker does not take part, if so
  /// @param failure why the objective can't be evaluated, if so
  public record Progress(
      long evaluation,
      boolean isComplete,
      double value,
      List<byte[]> contents,
      long completed,
      long again,
      long exchanged,
      Map<String, Long> heard,
      Optional<String> refusal,
      Optional<String> failure) {}

  @Override
  public Progress applyTo(PortionBoard board) {
    return board.look(awaited);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(BoardWire.LOOK);
    out.writeLong(awaited);
  }

  @Override
  public void writeResult(Progress progress, DataOutput out) throws IOException {
    out.writeLong(progress.evaluation);
    out.writeBoolean(progress.isComplete);
    out.writeDouble(progress.value);
    Fields.writeAll(progress.contents, Fields::writeBytes, out);
    out.writeLong(progress.completed);
    out.writeLong(progress.again);
    out.writeLong(progress.exchanged);
    Fields.writeMap(progress.heard, Fields::writeText, (count, to) -> to.writeLong(count), out);
    Fields.writeOptional(progress.refusal, Fields::writeText, out);
    Fields.writeOptional(progress.failure, Fields::writeText, out);
  }

  @Override
  public Progress readResult(DataInput in) throws IOException {
    return new Progress(
        in.readLong(),
        in.readBoolean(),
        in.readDouble(),
        Fields.readAll(Fields::readBytes, in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Fields.readMap(Fields::readText, DataInput::readLong, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in));
  }
}
