package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.ShardKind;
import dev.ravine.cluster.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How a [VectorShard] is written with all it needs to go on elsewhere, and operations on it are
/// read.
public final class VectorWire implements Wire<VectorShard> {

  /// Parts of vectors.
  public static final ShardKind<VectorShard> KIND = new ShardKind<>("vectors", new VectorWire());

  static final byte REQUEST = 1;
  static final byte FETCH = 2;
  static final byte ADD = 3;

  /// There is one way alone.
  public VectorWire() {}

  @Override
  public void writeShard(VectorShard shard, DataOutput out) throws IOException {
    shard.write(out);
  }

  @Override
  public VectorShard readShard(DataInput in) throws IOException {
    return VectorShard.read(in);
  }

  @Override
  public ShardOperation<VectorShard, ?> readOperation(DataInput in) throws IOException {
    byte operation = in.readByte();
    return switch (operation) {
      case REQUEST -> Request.read(in);
      case FETCH -> FetchPoint.read(in);
      case ADD -> AddPortion.read(in);
      default -> throw new IOException("vectors have no operation " + operation);
    };
  }
}
