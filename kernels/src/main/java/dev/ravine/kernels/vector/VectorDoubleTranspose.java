package dev.ravine.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposed copies, a square block at a time in registers: neighbours are exchanged at distance
/// 1, then 2, then 4.
final class VectorDoubleTranspose {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;
  private static final VectorSpecies<Long> INDEXES = LongVector.SPECIES_256;
  static final int LANES = SPECIES.length();

  private static final LongVector LOW1 = select(1, 0);
  private static final LongVector HIGH1 = select(1, 1);
  private static final LongVector LOW2 = select(2, 0);
  private static final LongVector HIGH2 = select(2, 2);

  private VectorDoubleTranspose() {}

  /// Which lanes of two vectors a and b, in this order, take part when blocks of `width` lanes
  /// change places: for `offset` 0 the first vector's new content, for `offset` = `width` the
  /// second's.
  private static LongVector select(int width, int offset) {
    long[] lanes = new long[LANES];
    for (int i = 0; i < LANES; i++) {
      int lane = (i & ~width) | offset;
      lanes[i] = (i & width) == 0 ? lane : lane + LANES;
    }
    return LongVector.fromArray(INDEXES, lanes, 0);
  }

  /// Copies as many whole blocks as there are: element (r, s) comes from `sourceFrom + r + s ·
  /// sourceStep` and goes to `targetFrom + r · targetRow + s`.
  static void copy(
      double[] source,
      int sourceFrom,
      int sourceStep,
      double[] target,
      int targetFrom,
      int targetRow,
      int rows,
      int columns) {
    for (int r = 0; r + LANES <= rows; r += LANES) {
      for (int s = 0; s + LANES <= columns; s += LANES) {
        block(
            source,
            sourceFrom + r + s * sourceStep,
            sourceStep,
            target,
            targetFrom + r * targetRow + s,
            targetRow);
      }
    }
  }

  private static void block(
      double[] source, int from, int sourceStep, double[] target, int to, int targetRow) {
    LongVector r0 =
        DoubleVector.fromArray(SPECIES, source, from + 0 * sourceStep).reinterpretAsLongs();
    LongVector r1 =
        DoubleVector.fromArray(SPECIES, source, from + 1 * sourceStep).reinterpretAsLongs();
    LongVector r2 =
        DoubleVector.fromArray(SPECIES, source, from + 2 * sourceStep).reinterpretAsLongs();
    LongVector r3 =
        DoubleVector.fromArray(SPECIES, source, from + 3 * sourceStep).reinterpretAsLongs();
    LongVector s0 = LOW1.selectFrom(r0, r1);
    LongVector s1 = HIGH1.selectFrom(r0, r1);
    LongVector s2 = LOW1.selectFrom(r2, r3);
    LongVector s3 = HIGH1.selectFrom(r2, r3);
    LongVector t0 = LOW2.selectFrom(s0, s2);
    LongVector t2 = HIGH2.selectFrom(s0, s2);
    LongVector t1 = LOW2.selectFrom(s1, s3);
    LongVector t3 = HIGH2.selectFrom(s1, s3);
    t0.reinterpretAsDoubles().intoArray(target, to + 0 * targetRow);
    t1.reinterpretAsDoubles().intoArray(target, to + 1 * targetRow);
    t2.reinterpretAsDoubles().intoArray(target, to + 2 * targetRow);
    t3.reinterpretAsDoubles().intoArray(target, to + 3 * targetRow);
  }
}
