package dev.ravine.cluster.shard;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What became of a [Push].
public sealed interface Outcome {

  /// The parameters were updated.
  ///
  /// @param version of the parameters now
  /// @param staleness how many gradients were applied between the version that this one was
  ///   computed at and itself
  record Applied(long version, long staleness) implements Outcome {}

  /// It was applied before.
  ///
  /// @param version of the parameters now
  record Duplicate(long version) implements Outcome {}

  /// It was not applied, and never will be.
  ///
  /// @param reason a sentence without its end
  record Refused(String reason) implements Outcome {}

  /// Writes it.
  ///
  /// @param out where to
  /// @throws IOException if it can't be written
  default void write(DataOutput out) throws IOException {
    switch (this) {
      case Applied(long version, long staleness) -> {
        out.writeByte('A');
        out.writeLong(version);
        out.writeLong(staleness);
      }
      case Duplicate(long version) -> {
        out.writeByte('D');
        out.writeLong(version);
      }
      case Refused(String reason) -> {
        out.writeByte('R');
        Fields.writeText(reason, out);
      }
    }
  }

  /// Reads what [#write] wrote.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  static Outcome read(DataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 'A' -> new Applied(in.readLong(), in.readLong());
      case 'D' -> new Duplicate(in.readLong());
      case 'R' -> new Refused(Fields.readText(in));
      default -> throw new IOException("an outcome must be A, D or R, was " + kind);
    };
  }
}
