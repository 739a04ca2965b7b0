package dev.ravine.kernels.core;

/// What the tiles of one block of a matrix product have in common: arrays, strides and the length
/// of the sums. One instance serves a worker for its whole life, so that a product allocates
/// nothing.
public final class TileBlock<A> {
  public A a;
  public A b;
  public A c;

  /// Where the sums start: C itself, a bias or zeros.
  public A start;

  /// Room for what tiles copy out of C: rows or columns of sums, one after the other.
  public final A scratch;

  /// Room for rows of B, each an array of its own, and for rows of sums: none where tiles need
  /// none.
  public final A[] rows;

  /// Between neighbours in a column of A.
  public int aRow;

  /// Between neighbours in a row of A.
  public int aStep;

  /// Between two rows of B.
  public int bStep;

  /// Between two rows of C.
  public int cRow;

  /// How many products each element adds up.
  public int k;

  /// Between two rows of the start; 0 where all rows start alike.
  public int startRow;

  /// Finished sums below it are raised to it: 0 for ReLU, −∞ for nothing.
  public double floor = Double.NEGATIVE_INFINITY;

  /// A block of empty arrays.
  ///
  /// @param empty an array without elements
  /// @param scratch as large as tiles need it
  /// @param rows as many and as long as tiles need them
  public TileBlock(A empty, A scratch, A[] rows) {
    a = empty;
    b = empty;
    c = empty;
    start = empty;
    this.scratch = scratch;
    this.rows = rows;
  }
}
