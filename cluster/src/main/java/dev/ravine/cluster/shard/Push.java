package dev.ravine.cluster.shard;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.FloatArrays;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Brings a gradient to a shard.
public final class Push implements ShardOperation<Shard, Outcome> {

  private final long replica;
  private final long sequence;
  private final long basis;
  private final float[] gradient;

  /// A gradient on its way.
  ///
  /// @param replica who computed it; a replica that begins anew has another number
  /// @param sequence 1 for the replica's first push to this shard, and so on: one that comes again
  ///   is not applied again
  /// @param basis the version of the parameters that it was computed at
  /// @param gradient of the shard's parameters, the sum of several if they were gathered; it
  ///   belongs to the host until it answers, and holds anything afterwards, but what it held if the
  ///   push got lost
  public Push(long replica, long sequence, long basis, float[] gradient) {
    this.replica = replica;
    this.sequence = sequence;
    this.basis = basis;
    this.gradient = gradient;
  }

  long replica() {
    return replica;
  }

  long sequence() {
    return sequence;
  }

  long basis() {
    return basis;
  }

  float[] gradient() {
    return gradient;
  }

  @Override
  public Outcome applyTo(Shard shard) {
    return shard.push(this);
  }

  @Override
  public Push copy() {
    return new Push(replica, sequence, basis, gradient.clone());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(ShardWire.PUSH);
    out.writeLong(replica);
    out.writeLong(sequence);
    out.writeLong(basis);
    FloatArrays.write(gradient, out);
  }

  static Push read(DataInput in) throws IOException {
    return new Push(in.readLong(), in.readLong(), in.readLong(), FloatArrays.read(in));
  }

  @Override
  public void writeResult(Outcome outcome, DataOutput out) throws IOException {
    outcome.write(out);
  }

  @Override
  public Outcome readResult(DataInput in) throws IOException {
    return Outcome.read(in);
  }

  @Override
  public String toString() {
    return "push %d of replica %d".formatted(sequence, replica);
  }
}
