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
/// @param purpose of the question
/// @param preferred the number of a portion that it would rather have than others, or −1
/// @param result of a portion whose gradient all shards have
/// @param exchanged how many numbers it has fetched and sent since its beginning
public record TakePortion(
    String replica, Purpose purpose, int preferred, Optional<Result> result, long exchanged)
    implements BoardOperation<TakePortion.Answer> {

  /// What a replica asks for.
  public enum Purpose {
    /// For a seat.
    JOIN,
    /// For nothing: it says that it is alive.
    BEAT,
    /// For a portion.
    WORK
  }

  /// What was done.
  ///
  /// @param portion which
  /// @param value of its parts
  /// @param content what else it gave, if anything; not to be written to
  @SuppressWarnings("ArrayRecordComponent")
  public record Result(Portion portion, double value, byte[] content) {

    void write(DataOutput out) throws IOException {
      portion.write(out);
      out.writeDouble(value);
      Fields.writeBytes(content, out);
    }

    static Result read(DataInput in) throws IOException {
      return new Result(Portion.read(in), in.readDouble(), Fields.readBytes(in));
    }
  }

  /// What the board says.
  ///
  /// @param own whether the replica has a seat
  /// @param looks how often the coordinator has looked
  /// @param work to be done, if there is some
  public record Answer(boolean own, long looks, Optional<Work> work) {}

  /// What is to be done.
  ///
  /// @param portion which
  /// @param common what all portions need; not to be written to
  /// @param own what this one needs besides; not to be written to
  @SuppressWarnings("ArrayRecordComponent")
  public record Work(Portion portion, byte[] common, byte[] own) {

    void write(DataOutput out) throws IOException {
      portion.write(out);
      Fields.writeBytes(common, out);
      Fields.writeBytes(own, out);
    }

    static Work read(DataInput in) throws IOException {
      return new Work(Portion.read(in), Fields.readBytes(in), Fields.readBytes(in));
    }
  }

  @Override
  public Answer applyTo(PortionBoard board) {
    return board.take(this);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(BoardWire.TAKE);
    Fields.writeText(replica, out);
    Fields.writeName(purpose, out);
    out.writeInt(preferred);
    Fields.writeOptional(result, Result::write, out);
    out.writeLong(exchanged);
  }

  static TakePortion read(DataInput in) throws IOException {
    return new TakePortion(
        Fields.readText(in),
        Fields.readName(Purpose.class, in),
        in.readInt(),
        Fields.readOptional(Result::read, in),
        in.readLong());
  }

  @Override
  public void writeResult(Answer answer, DataOutput out) throws IOException {
    out.writeBoolean(answer.own);
    out.writeLong(answer.looks);
    Fields.writeOptional(answer.work, Work::write, out);
  }

  @Override
  public Answer readResult(DataInput in) throws IOException {
    return new Answer(in.readBoolean(), in.readLong(), Fields.readOptional(Work::read, in));
  }
}
