package dev.ravine.kernels;

/// What a matrix product is, apart from its numbers: C = activation(start + op(A) · op(B)).
///
/// All matrices are row-major and contiguous.
///
/// @param m rows of C, 1 or more
/// @param n columns of C, 1 or more
/// @param k length of the sums, 1 or more
/// @param a how A is stored: m × k, or transposed as k × m
/// @param b how B is stored: k × n, or transposed as n × k
/// @param start what the sums start from
/// @param activation what is applied to each finished sum
public record GemmShape(
    int m, int n, int k, Storage a, Storage b, Start start, Activation activation) {

  /// How a factor lies in memory.
  public enum Storage {
    /// As it stands in the product.
    NORMAL,
    /// Transposed.
    TRANSPOSED;

    /// The other of both.
    ///
    /// @return transposed if this is normal
    public Storage other() {
      return this == NORMAL ? TRANSPOSED : NORMAL;
    }
  }

  /// What the sums start from.
  public enum Start {
    /// Zero: C is overwritten.
    ZERO,
    /// What C holds: the product is added to it.
    C,
    /// A row of n numbers, the same for every row of C.
    BIAS
  }

  /// What is applied to each finished sum.
  public enum Activation {
    /// Nothing.
    NONE,
    /// max(0, x); NaN stays NaN.
    RELU
  }

  public GemmShape {
    if (m < 1 || n < 1 || k < 1) {
      throw new IllegalArgumentException(
          "sizes of a matrix product must be 1 or more, were m=%d n=%d k=%d".formatted(m, n, k));
    }
  }

  /// The plain product C = A · B.
  ///
  /// @param m rows of C
  /// @param n columns of C
  /// @param k length of the sums
  /// @return a product that starts from zero, with nothing transposed and no activation
  public static GemmShape of(int m, int n, int k) {
    return new GemmShape(m, n, k, Storage.NORMAL, Storage.NORMAL, Start.ZERO, Activation.NONE);
  }

  /// The same product with factors that are stored otherwise.
  ///
  /// @param a how A is stored
  /// @param b how B is stored
  /// @return a changed copy
  public GemmShape stored(Storage a, Storage b) {
    return new GemmShape(m, n, k, a, b, start, activation);
  }

  /// The same product starting from something else.
  ///
  /// @param start what the sums start from
  /// @return a changed copy
  public GemmShape from(Start start) {
    return new GemmShape(m, n, k, a, b, start, activation);
  }

  /// The same product with another activation.
  ///
  /// @param activation what is applied to each finished sum
  /// @return a changed copy
  public GemmShape then(Activation activation) {
    return new GemmShape(m, n, k, a, b, start, activation);
  }
}
