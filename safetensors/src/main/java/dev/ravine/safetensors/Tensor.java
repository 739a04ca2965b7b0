package dev.ravine.safetensors;

import java.util.List;

/// A named array of single precision numbers.
public final class Tensor {

  private final String name;
  private final List<Integer> shape;
  private final float[] values;

  /// A tensor; the array is taken over, not copied.
  ///
  /// @param name unique in its file
  /// @param shape the sizes of its axes
  /// @param values row-major
  public Tensor(String name, List<Integer> shape, float[] values) {
    long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s must have %d values, had %d"
              .formatted(name, shape, size, values.length));
    }
    this.name = name;
    this.shape = List.copyOf(shape);
    this.values = values;
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

  /// Its numbers.
  ///
  /// @return the array itself, row-major
  public float[] values() {
    return values;
  }
}
