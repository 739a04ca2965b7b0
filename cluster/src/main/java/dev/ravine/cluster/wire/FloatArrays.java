package dev.ravine.cluster.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Vectors of `float`, written in as few bytes as keep their bits: numbers whose lower halves are
/// all zero as upper halves (bfloat16), and only those that are not 0, with an index each, where
/// that is shorter.
public final class FloatArrays {

  private static final int WHOLE = 0;
  private static final int UPPER_HALVES = 1;
  private static final int INDEXED = 2;
  private static final int LOWER_HALF = 0xffff;

  private FloatArrays() {}

  /// Writes a vector.
  ///
  /// @param values their number is written, too
  /// @param out where to
  /// @throws IOException if it can't be written
  public static void write(float[] values, DataOutput out) throws IOException {
    int lower = 0;
    int others = 0;
    for (float value : values) {
      int bits = Float.floatToRawIntBits(value);
      lower |= bits;
      others += bits == 0 ? 0 : 1;
    }
    boolean halves = (lower & LOWER_HALF) == 0;
    int each = halves ? Short.BYTES : Float.BYTES;
    boolean indexed = (long) others * (Integer.BYTES + each) < (long) values.length * each;
    int size = indexed ? others * (Integer.BYTES + each) : values.length * each;
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    if (indexed) {
      for (int i = 0; i < values.length; i++) {
        if (Float.floatToRawIntBits(values[i]) != 0) {
          bytes.putInt(i);
          put(values[i], halves, bytes);
        }
      }
    } else if (halves) {
      for (float value : values) {
        put(value, true, bytes);
      }
    } else {
      bytes.asFloatBuffer().put(values);
    }
    out.writeInt(values.length);
    out.writeByte((halves ? UPPER_HALVES : WHOLE) | (indexed ? INDEXED : WHOLE));
    out.writeInt(size);
    out.write(bytes.array());
  }

  private static void put(float value, boolean halves, ByteBuffer bytes) {
    if (halves) {
      bytes.putShort((short) (Float.floatToRawIntBits(value) >>> Short.SIZE));
    } else {
      bytes.putFloat(value);
    }
  }

  /// Reads a vector.
  ///
  /// @param in where from
  /// @return what was written
  /// @throws IOException if it can't be read
  public static float[] read(DataInput in) throws IOException {
    float[] values = new float[length(in)];
    readElements(in, values);
    return values;
  }

  /// Reads a vector into an array.
  ///
  /// @param in where from
  /// @param values as long as what was written; is overwritten
  /// @throws IOException if it can't be read, or has another length
  public static void read(DataInput in, float[] values) throws IOException {
    int length = length(in);
    if (length != values.length) {
      throw new IOException(
          "a vector must have %d elements, had %d".formatted(values.length, length));
    }
    readElements(in, values);
  }

  private static int length(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("a vector must have 0 elements or more, had " + length);
    }
    return length;
  }

  private static void readElements(DataInput in, float[] values) throws IOException {
    int form = in.readByte();
    byte[] read = new byte[in.readInt()];
    in.readFully(read);
    ByteBuffer bytes = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    boolean halves = (form & UPPER_HALVES) != 0;
    if ((form & INDEXED) != 0) {
      Arrays.fill(values, 0);
      while (bytes.hasRemaining()) {
        int at = bytes.getInt();
        values[at] = get(halves, bytes);
      }
    } else if (halves) {
      for (int i = 0; i < values.length; i++) {
        values[i] = get(true, bytes);
      }
    } else {
      bytes.asFloatBuffer().get(values);
    }
  }

  private static float get(boolean halves, ByteBuffer bytes) {
    return halves ? Float.intBitsToFloat(bytes.getShort() << Short.SIZE) : bytes.getFloat();
  }
}
