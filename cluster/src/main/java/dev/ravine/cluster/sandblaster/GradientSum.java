package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.wire.DoubleArrays;
import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of the gradient of an evaluation: those of its portions, each added once and in their
/// order. What comes early is kept until then.
final class GradientSum {

  private double[] sum;
  private int summed;
  private long applied;
  private final Map<Integer, double[]> early = new HashMap<>();

  /// @param n how long it is
  GradientSum(int n) {
    sum = new double[n];
  }

  /// Begins anew.
  void clear() {
    summed = 0;
    early.clear();
  }

  /// @param portion from 0
  /// @param part of its gradient
  void add(int portion, double[] part) {
    if (portion < summed) {
      return;
    }
    if (portion > summed) {
      early.computeIfAbsent(portion, p -> part.clone());
      return;
    }
    double @Nullable [] next = part;
    while (next != null) {
      addNext(next);
      next = early.remove(summed);
    }
  }

  private void addNext(double[] part) {
    applied++;
    if (summed++ == 0) {
      System.arraycopy(part, 0, sum, 0, part.length);
    } else {
      for (int i = 0; i < part.length; i++) {
        sum[i] += part[i];
      }
    }
  }

  /// The sum so far.
  double[] sum() {
    return sum;
  }

  /// Gives the sum away.
  ///
  /// @param room for the next one
  double[] take(double[] room) {
    double[] taken = sum;
    sum = room;
    return taken;
  }

  /// How many portions were added, of all evaluations.
  long applied() {
    return applied;
  }

  void write(DataOutput out) throws IOException {
    DoubleArrays.write(sum, out);
    out.writeInt(summed);
    out.writeLong(applied);
    Fields.writeMap(early, (portion, to) -> to.writeInt(portion), DoubleArrays::write, out);
  }

  static GradientSum read(DataInput in) throws IOException {
    GradientSum read = new GradientSum(0);
    read.sum = DoubleArrays.read(in);
    read.summed = in.readInt();
    read.applied = in.readLong();
    read.early.putAll(Fields.readMap(DataInput::readInt, DoubleArrays::read, in));
    return read;
  }
}
