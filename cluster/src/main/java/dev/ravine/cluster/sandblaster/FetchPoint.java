package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.DoubleArrays;
import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Asks for a shard's part of the place to evaluate the objective at. It answers with the part, or
/// nothing if another evaluation is going on.
final class FetchPoint implements ShardOperation<VectorShard, Optional<double[]>> {

  private final long evaluation;
  private final double[] into;

  /// @param into as long as the shard; belongs to the host until it answers
  FetchPoint(long evaluation, double[] into) {
    this.evaluation = evaluation;
    this.into = into;
  }

  @Override
  public Optional<double[]> applyTo(VectorShard shard) {
    return shard.fetch(evaluation, into) ? Optional.of(into) : Optional.empty();
  }

  @Override
  public FetchPoint copy() {
    return new FetchPoint(evaluation, new double[into.length]);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(VectorWire.FETCH);
    out.writeLong(evaluation);
    out.writeInt(into.length);
  }

  static FetchPoint read(DataInput in) throws IOException {
    return new FetchPoint(in.readLong(), new double[in.readInt()]);
  }

  @Override
  public void writeResult(Optional<double[]> point, DataOutput out) throws IOException {
    Fields.writeOptional(point, DoubleArrays::write, out);
  }

  @Override
  public Optional<double[]> readResult(DataInput in) throws IOException {
    return Fields.readOptional(DoubleArrays::read, in);
  }
}
