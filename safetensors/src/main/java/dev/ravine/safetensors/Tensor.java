package dev.ravine.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A named array of numbers in single or double precision.
public final class Tensor {

  private static final float[] NO_VALUES = {};
  private static final double[] NO_DOUBLES = {};

  private final String name;
  private final List<Integer> shape;
  private final boolean isDouble;
  private final float[] values;
  private final double[] doubles;

  /// A tensor in single precision; the array is taken over, not copied.
  ///
  /// @param name unique in its file
  /// @param shape the sizes of its axes
  /// @param values row-major
  public Tensor(String name, List<Integer> shape, float[] values) {
    this(name, shape, false, values, NO_DOUBLES);
  }

  private Tensor(
      String name, List<Integer> shape, boolean isDouble, float[] values, double[] doubles) {
    long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    int length = isDouble ? doubles.length : values.length;
    if (size != length) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s must have %d values, had %d".formatted(name, shape, size, length));
    }
    this.name = name;
    this.shape = List.copyOf(shape);
    this.isDouble = isDouble;
    this.values = values;
    this.doubles = doubles;
  }

  /// A tensor in double precision; the array is taken over, not copied.
  ///
  /// @param name unique in its file
  /// @param shape the sizes of its axes
  /// @param values row-major
  /// @return the tensor
  public static Tensor ofDoubles(String name, List<Integer> shape, double[] values) {
    return new Tensor(name, shape, true, NO_VALUES, values);
  }

  /// Its name.
  ///
  /// @return unique in its file
  public String name() {
    return name;
  }

  /// The sizes of its axes.
  ///
  /// @return empty for a scalar
  public List<Integer> shape() {
    return shape;
  }

  /// Whether it is in double precision.
  ///
  /// @return whether [#doubles] holds its numbers
  public boolean isDouble() {
    return isDouble;
  }

  /// Its numbers in single precision.
  ///
  /// @return the array itself, row-major
  /// @throws IllegalStateException if it is in double precision
  public float[] values() {
    if (isDouble) {
      throw new IllegalStateException("tensor %s is in double precision".formatted(name));
    }
    return values;
  }

  /// Its numbers in double precision.
  ///
  /// @return the array itself, row-major
  /// @throws IllegalStateException if it is in single precision
  public double[] doubles() {
    if (!isDouble) {
      throw new IllegalStateException("tensor %s is in single precision".formatted(name));
    }
    return doubles;
  }

  /// How many bytes its numbers take.
  long bytes() {
    return (long) Double.BYTES * doubles.length + (long) Float.BYTES * values.length;
  }

  /// Its numbers as bytes.
  ByteBuffer toBytes(ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(bytes())).order(order);
    if (isDouble) {
      bytes.asDoubleBuffer().put(doubles);
    } else {
      bytes.asFloatBuffer().put(values);
    }
    return bytes;
  }
}
