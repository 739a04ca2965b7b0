package dev.ravine.cluster.portions;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Says that a replica is alive, brings what it has done, and asks for a portion. What comes twice
/// counts once; a portion that was given twice is done by whoever is first.
///
/// @param replica its name
/// @param ready whether it does nothing now
/// @param result of a portion whose gradient all shards have
/// @param exchanged how many numbers it has fetched and sent since its beginning
public record TakePortion(String replica, boolean ready, Optional<Result> result, long exchanged)
    implements BoardOperation<TakePortion.Answer> {

  /// What was done.
  ///
  /// @param portion which
  /// @param value of its parts
  public record Result(Portion portion, double value) {

    void write(DataOutput out) throws IOException {
      portion.write(out);
      out.writeDouble(value);
    }

    static Result read(DataInput in) throws IOException {
      return new Result(Portion.read(in), in.readDouble());
    }
  }

  /// What the board says.
  ///
  /// @param own whether the replica has a seat
  /// @param looks how often the coordinator has looked
  /// @param portion to be done, if there is one
  public record Answer(boolean own, long looks, Optional<Portion> portion) {}

  @Override
  public Answer applyTo(PortionBoard board) {
    return board.take(this);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(BoardWire.TAKE);
    Fields.writeText(replica, out);
    out.writeBoolean(ready);
    Fields.writeOptional(result, Result::write, out);
    out.writeLong(exchanged);
  }

  static TakePortion read(DataInput in) throws IOException {
    return new TakePortion(
        Fields.readText(in),
        in.readBoolean(),
        Fields.readOptional(Result::read, in),
        in.readLong());
  }

  @Override
  public void writeResult(Answer answer, DataOutput out) throws IOException {
    out.writeBoolean(answer.own);
    out.writeLong(answer.looks);
    Fields.writeOptional(answer.portion, Portion::write, out);
  }

  @Override
  public Answer readResult(DataInput in) throws IOException {
    return new Answer(in.readBoolean(), in.readLong(), Fields.readOptional(Portion::read, in));
  }
}
