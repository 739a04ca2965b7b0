package dev.ravine.cluster.portions;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A text that a board takes note of.
///
/// @param kind what it means
/// @param text a replica's name, or a sentence without its end
public record BoardMessage(Kind kind, String text) implements BoardOperation<Boolean> {

  /// What a text means.
  public enum Kind {
    /// The replica of that name is gone: its seat is free.
    GONE,
    /// Why a worker will not take part.
    REFUSAL,
    /// Why the objective can't be evaluated.
    FAILURE
  }

  @Override
  public Boolean applyTo(PortionBoard board) {
    switch (kind) {
      case GONE -> board.forget(text);
      case REFUSAL -> board.refuse(text);
      case FAILURE -> board.fail(text);
    }
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(BoardWire.MESSAGE);
    Fields.writeName(kind, out);
    Fields.writeText(text, out);
  }

  static BoardMessage read(DataInput in) throws IOException {
    return new BoardMessage(Fields.readName(Kind.class, in), Fields.readText(in));
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
