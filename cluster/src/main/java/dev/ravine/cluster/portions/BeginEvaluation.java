package dev.ravine.cluster.portions;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// Gives out the portions of an evaluation. One that began before begins no more.
///
/// @param number larger than those of evaluations before
/// @param common what all portions need, if anything; not to be written to
/// @param own what each of them needs besides; empty if nothing
@SuppressWarnings("ArrayRecordComponent")
public record BeginEvaluation(long number, byte[] common, List<byte[]> own)
    implements BoardOperation<Boolean> {

  /// Copies the list.
  public BeginEvaluation {
    own = List.copyOf(own);
  }

  /// Of portions that need nothing.
  ///
  /// @param number larger than those of evaluations before
  public BeginEvaluation(long number) {
    this(number, new byte[0], List.of());
  }

  @Override
  public Boolean applyTo(PortionBoard board) {
    board.begin(this);
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(BoardWire.BEGIN);
    out.writeLong(number);
    Fields.writeBytes(common, out);
    Fields.writeAll(own, Fields::writeBytes, out);
  }

  static BeginEvaluation read(DataInput in) throws IOException {
    return new BeginEvaluation(
        in.readLong(), Fields.readBytes(in), Fields.readAll(Fields::readBytes, in));
  }

  @Override
  public void writeResult(Boolean result, DataOutput out) throws IOException {
    out.writeBoolean(result);
  }

  @Override
  public Boolean readResult(DataInput in) throws IOException {
    return in.readBoolean();
  }
}
