package dev.ravine.kernels;

/// What the tiles of one block of a matrix product have in common: arrays, strides and the length
/// of the sums. One instance serves a worker for its whole life, so that a product allocates
/// nothing.
final class Block<A> {
  A a;
  A b;
  A c;

  /// Where the sums start: C itself, a bias or zeros.
  A start;

  /// Between neighbours in a column of A.
  int aRow;

  /// Between neighbours in a row of A.
  int aStep;

  /// Between two rows of B.
  int bStep;

  /// Between two rows of C.
  int cRow;

  /// How many products each element adds up.
  int k;

  /// Between two rows of the start; 0 where all rows start alike.
  int startRow;

  /// Finished sums below it are raised to it: 0 for ReLU, −∞ for nothing.
  double floor = Double.NEGATIVE_INFINITY;

  Block(A empty) {
    a = empty;
    b = empty;
    c = empty;
    start = empty;
  }
}
