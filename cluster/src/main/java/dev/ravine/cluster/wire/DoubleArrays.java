package dev.ravine.cluster.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Vectors of `double`, with all their bits.
public final class DoubleArrays {

  private DoubleArrays() {}

  /// Writes a vector.
  ///
  /// @param values their number is written, too
  /// @param out where to
  /// @throws IOException if it can't be written
  public static void write(double[] values, DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
  }

  /// Reads a vector.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  public static double[] read(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    byte[] bytes = new byte[values.length * Double.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }
}
