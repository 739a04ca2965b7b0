package dev.ravine.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The sizes of a tensor's axes. Tensors are row-major; a scalar has no axes.
///
/// @param sizes each 1 or more
public record Shape(List<Integer> sizes) {

  public Shape {
    sizes = List.copyOf(sizes);
    if (sizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("sizes of a shape must be 1 or more, were " + sizes);
    }
  }

  /// A shape.
  ///
  /// @param sizes each 1 or more
  /// @return the shape
  public static Shape of(int... sizes) {
    return new Shape(Arrays.stream(sizes).boxed().toList());
  }

  /// How many axes.
  ///
  /// @return 0 for a scalar
  public int rank() {
    return sizes.size();
  }

  /// The size of one axis.
  ///
  /// @param axis 0 … rank − 1
  /// @return its size
  public int size(int axis) {
    return sizes.get(axis);
  }

  /// How many elements.
  ///
  /// @return the product of the sizes, 1 for a scalar
  public int size() {
    return product(0, rank());
  }

  int product(int fromAxis, int toAxis) {
    return IntStream.range(fromAxis, toAxis).map(this::size).reduce(1, Math::multiplyExact);
  }

  /// This shape with axes `fromAxis` … `toAxis − 1` of size 1.
  Shape reduced(int fromAxis, int toAxis) {
    return new Shape(
        IntStream.range(0, rank())
            .mapToObj(axis -> axis >= fromAxis && axis < toAxis ? 1 : size(axis))
            .toList());
  }

  @Override
  public String toString() {
    return sizes.toString();
  }
}
