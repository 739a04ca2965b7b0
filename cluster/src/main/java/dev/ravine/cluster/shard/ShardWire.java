package dev.ravine.cluster.shard;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.ShardKind;
import dev.ravine.cluster.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/// How a [Shard] is written with all it needs to go on elsewhere, and operations on it are read.
public final class ShardWire implements Wire<Shard> {

  /// Parts of parameters.
  public static final ShardKind<Shard> KIND = new ShardKind<>("parameters", new ShardWire());

  static final byte PUSH = 1;
  static final byte READ = 2;
  static final byte FENCE = 3;
  static final byte SET = 4;
  static final byte SAVE = 5;
  static final byte SUMMARIZE = 6;

  /// There is one way alone.
  public ShardWire() {}

  @Override
  public void writeShard(Shard shard, DataOutput out) throws IOException {
    shard.write(out);
  }

  @Override
  public Shard readShard(DataInput in) throws IOException {
    return Shard.read(in);
  }

  @Override
  public ShardOperation<Shard, ?> readOperation(DataInput in) throws IOException {
    byte operation = in.readByte();
    return switch (operation) {
      case PUSH -> Push.read(in);
      case READ -> Read.read(in);
      case FENCE -> Fence.read(in);
      case SET -> SetHyperParameter.read(in);
      case SAVE -> new SaveState();
      case SUMMARIZE -> new Summarize();
      default -> throw new IOException("shards have no operation " + operation);
    };
  }

  static void writeCounts(Map<Long, Long> counts, DataOutput out) throws IOException {
    Fields.writeMap(counts, (key, to) -> to.writeLong(key), (n, to) -> to.writeLong(n), out);
  }

  static Map<Long, Long> readCounts(DataInput in) throws IOException {
    return Fields.readMap(DataInput::readLong, DataInput::readLong, in);
  }
}
