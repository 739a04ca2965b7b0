package dev.ravine.optim.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where each tensor of a model lies in its flat parameter vector, and so in its gradient and in
/// every slot.
///
/// @param tensors in the order of their offsets, without gaps
public record ParameterLayout(List<Tensor> tensors) {

  /// One tensor.
  ///
  /// @param name unique in its layout
  /// @param role what it is for
  /// @param shape the sizes of its axes, row-major
  /// @param offset the index of its first element
  public record Tensor(String name, ParameterRole role, List<Integer> shape, int offset) {

    /// Copies the shape and checks it.
    public Tensor {
      shape = List.copyOf(shape);
      if (shape.stream().anyMatch(size -> size < 1)) {
        throw new IllegalArgumentException(
            "sizes of tensor %s must be 1 or more, were %s".formatted(name, shape));
      }
    }

    /// How many elements it has.
    ///
    /// @return the product of the shape
    public int size() {
      long size = 1;
      for (int length : shape) {
        size = checked(name, size * length);
      }
      return (int) size;
    }
  }

  /// Copies the list and checks that the tensors follow each other and have different names.
  public ParameterLayout {
    tensors = List.copyOf(tensors);
    int end = 0;
    Set<String> names = new HashSet<>();
    for (Tensor tensor : tensors) {
      if (tensor.offset() != end) {
        throw new IllegalArgumentException(
            "tensor %s must begin at %d, began at %d"
                .formatted(tensor.name(), end, tensor.offset()));
      }
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException("two tensors have the name " + tensor.name());
      }
      end = (int) checked(tensor.name(), (long) end + tensor.size());
    }
  }

  private static long checked(String tensor, long size) {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "there can be at most %d parameters, tensor %s makes them more"
              .formatted(Integer.MAX_VALUE, tensor));
    }
    return size;
  }

  /// A layout without tensors, to be extended by [#and].
  ///
  /// @return an empty layout
  public static ParameterLayout empty() {
    return new ParameterLayout(List.of());
  }

  /// A vector that nobody divided into tensors.
  ///
  /// @param size its length
  /// @return one tensor `theta` of role weight
  public static ParameterLayout flat(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be 1 or more, was " + size);
    }
    return empty().and("theta", ParameterRole.WEIGHT, size);
  }

  /// This layout with one more tensor at its end.
  ///
  /// @param name unique in this layout
  /// @param role what it is for
  /// @param shape the sizes of its axes
  /// @return a longer layout
  public ParameterLayout and(String name, ParameterRole role, Integer... shape) {
    List<Tensor> longer = new ArrayList<>(tensors);
    longer.add(new Tensor(name, role, List.of(shape), size()));
    return new ParameterLayout(longer);
  }

  /// What the tensors are called.
  ///
  /// @return in the order of their offsets
  public List<String> names() {
    return tensors.stream().map(Tensor::name).toList();
  }

  /// The length of the flat vector.
  ///
  /// @return the sum of the tensors' sizes
  public int size() {
    return tensors.isEmpty() ? 0 : tensors.getLast().offset() + tensors.getLast().size();
  }
}
