package dev.ravine.cluster.shard;

import dev.ravine.cluster.host.ShardOperation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Has a shard refuse what else a replica pushes: nobody knows whether it is still there, and
/// another takes its place. It answers with the number of the last push that was applied.
///
/// @param replica its number
public record Fence(long replica) implements ShardOperation<Shard, Long> {

  @Override
  public Long applyTo(Shard shard) {
    return shard.fence(replica);
  }

  @Override
  public Fence copy() {
    return this;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(ShardWire.FENCE);
    out.writeLong(replica);
  }

  static Fence read(DataInput in) throws IOException {
    return new Fence(in.readLong());
  }

  @Override
  public void writeResult(Long last, DataOutput out) throws IOException {
    out.writeLong(last);
  }

  @Override
  public Long readResult(DataInput in) throws IOException {
    return in.readLong();
  }
}
