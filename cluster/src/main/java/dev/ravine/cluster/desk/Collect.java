package dev.ravine.cluster.desk;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Asks how a stretch goes.
///
/// @param number of the stretch
public record Collect(long number) implements DeskOperation<Collect.Answer> {

  /// What the desk says.
  ///
  /// @param worker who has the run, if somebody has
  /// @param heard how often workers were heard of
  /// @param result of the stretch, once it is done
  /// @param refusal why a worker will not do the run, if so
  public record Answer(
      Optional<String> worker,
      long heard,
      Optional<StretchResult> result,
      Optional<String> refusal) {}

  @Override
  public Answer applyTo(RunDesk desk) {
    return desk.collect(number);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(DeskWire.COLLECT);
    out.writeLong(number);
  }

  @Override
  public void writeResult(Answer answer, DataOutput out) throws IOException {
    Fields.writeOptional(answer.worker, Fields::writeText, out);
    out.writeLong(answer.heard);
    Fields.writeOptional(answer.result, StretchResult::write, out);
    Fields.writeOptional(answer.refusal, Fields::writeText, out);
  }

  @Override
  public Answer readResult(DataInput in) throws IOException {
    return new Answer(
        Fields.readOptional(Fields::readText, in),
        in.readLong(),
        Fields.readOptional(StretchResult::read, in),
        Fields.readOptional(Fields::readText, in));
  }
}
