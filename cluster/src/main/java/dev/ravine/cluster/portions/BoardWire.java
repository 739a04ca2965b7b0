package dev.ravine.cluster.portions;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.ShardKind;
import dev.ravine.cluster.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How a [PortionBoard] is written, and operations on it are read.
public final class BoardWire implements Wire<PortionBoard> {

  /// The board of a run whose objective is evaluated in portions.
  public static final ShardKind<PortionBoard> KIND = new ShardKind<>("portions", new BoardWire());

  static final byte BEGIN = 1;
  static final byte TAKE = 2;
  static final byte LOOK = 3;
  static final byte MESSAGE = 4;

  /// There is one way alone.
  public BoardWire() {}

  @Override
  public void writeShard(PortionBoard board, DataOutput out) throws IOException {
    board.write(out);
  }

  @Override
  public PortionBoard readShard(DataInput in) throws IOException {
    return PortionBoard.read(in);
  }

  @Override
  public ShardOperation<PortionBoard, ?> readOperation(DataInput in) throws IOException {
    byte operation = in.readByte();
    return switch (operation) {
      case BEGIN -> BeginEvaluation.read(in);
      case TAKE -> TakePortion.read(in);
      case LOOK -> new LookAtPortions(in.readLong());
      case MESSAGE -> BoardMessage.read(in);
      default -> throw new IOException("boards have no operation " + operation);
    };
  }
}
