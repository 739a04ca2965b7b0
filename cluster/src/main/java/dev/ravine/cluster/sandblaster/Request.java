package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.DoubleArrays;
import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// What the coordinator asks a shard for: it is done once, though it may come again. It answers
/// with numbers, or with nothing if a later request has come. It is not changed after it was made.
final class Request implements ShardOperation<VectorShard, Optional<double[]>> {

  private final long number;
  private final Action action;
  private final double[] numbers;
  private final int[] places;

  /// @param number larger than those of requests before it
  /// @param action what is to be done
  /// @param numbers that the action needs
  /// @param places of pairs that it needs
  Request(long number, Action action, double[] numbers, int[] places) {
    this.number = number;
    this.action = action;
    this.numbers = numbers;
    this.places = places;
  }

  @Override
  public Optional<double[]> applyTo(VectorShard shard) {
    return shard.once(number, () -> action.of(shard, numbers, places));
  }

  @Override
  public Request copy() {
    return this;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(VectorWire.REQUEST);
    out.writeLong(number);
    Fields.writeName(action, out);
    DoubleArrays.write(numbers, out);
    out.writeInt(places.length);
    for (int place : places) {
      out.writeInt(place);
    }
  }

  static Request read(DataInput in) throws IOException {
    long number = in.readLong();
    Action action = Fields.readName(Action.class, in);
    double[] numbers = DoubleArrays.read(in);
    int[] places = new int[in.readInt()];
    for (int i = 0; i < places.length; i++) {
      places[i] = in.readInt();
    }
    return new Request(number, action, numbers, places);
  }

  @Override
  public void writeResult(Optional<double[]> answer, DataOutput out) throws IOException {
    Fields.writeOptional(answer, DoubleArrays::write, out);
  }

  @Override
  public Optional<double[]> readResult(DataInput in) throws IOException {
    return Fields.readOptional(DoubleArrays::read, in);
  }
}
