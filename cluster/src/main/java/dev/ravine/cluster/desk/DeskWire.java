package dev.ravine.cluster.desk;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.ShardKind;
import dev.ravine.cluster.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How a [RunDesk] is written, and operations on it are read.
public final class DeskWire implements Wire<RunDesk> {

  /// The desk of a run that one worker does.
  public static final ShardKind<RunDesk> KIND = new ShardKind<>("desk", new DeskWire());

  static final byte ORDER = 1;
  static final byte TAKE = 2;
  static final byte DELIVER = 3;
  static final byte COLLECT = 4;
  static final byte VACATE = 5;
  static final byte REFUSE = 6;

  /// There is one way alone.
  public DeskWire() {}

  @Override
  public void writeShard(RunDesk desk, DataOutput out) throws IOException {
    desk.write(out);
  }

  @Override
  public RunDesk readShard(DataInput in) throws IOException {
    return RunDesk.read(in);
  }

  @Override
  public ShardOperation<RunDesk, ?> readOperation(DataInput in) throws IOException {
    byte operation = in.readByte();
    return switch (operation) {
      case ORDER -> new Order(Stretch.read(in));
      case TAKE -> new Take(Fields.readText(in), in.readBoolean());
      case DELIVER -> new Deliver(Fields.readText(in), StretchResult.read(in));
      case COLLECT -> new Collect(in.readLong());
      case VACATE -> new Vacate(Fields.readText(in));
      case REFUSE -> new Refuse(Fields.readText(in));
      default -> throw new IOException("desks have no operation " + operation);
    };
  }
}
