package dev.ravine.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposed copies, a square block at a time in registers: neighbours are exchanged at distance
/// 1, then 2, then 4.
final class VectorFloatTranspose {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;
  private static final VectorSpecies<Integer> INDEXES = IntVector.SPECIES_256;
  static final int LANES = SPECIES.length();

  private static final IntVector LOW1 = select(1, 0);
  private static final IntVector HIGH1 = select(1, 1);
  private static final IntVector LOW2 = select(2, 0);
  private static final IntVector HIGH2 = select(2, 2);
  private static final IntVector LOW4 = select(4, 0);
  private static final IntVector HIGH4 = select(4, 4);

  private VectorFloatTranspose() {}

  /// Which lanes of two vectors a and b, in this order, take part when blocks of `width` lanes
  /// change places: for `offset` 0 the first vector's new content, for `offset` = `width` the
  /// second's.
  private static IntVector select(int width, int offset) {
    int[] lanes = new int[LANES];
    for (int i = 0; i < LANES; i++) {
      int lane = (i & ~width) | offset;
      lanes[i] = (i & width) == 0 ? lane : lane + LANES;
    }
    return IntVector.fromArray(INDEXES, lanes, 0);
  }

  /// Copies as many whole blocks as there are: element (r, s) comes from `sourceFrom + r + s ·
  /// sourceStep` and goes to `targetFrom + r · targetRow + s`.
  static void copy(
      float[] source,
      int sourceFrom,
      int sourceStep,
      float[] target,
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
      float[] source, int from, int sourceStep, float[] target, int to, int targetRow) {
    IntVector r0 =
        FloatVector.fromArray(SPECIES, source, from + 0 * sourceStep).reinterpretAsInts();
    IntVector r1 =
        FloatVector.fromArray(SPECIES, source, from + 1 * sourceStep).reinterpretAsInts();
    IntVector r2 =
        FloatVector.fromArray(SPECIES, source, from + 2 * sourceStep).reinterpretAsInts();
    IntVector r3 =
        FloatVector.fromArray(SPECIES, source, from + 3 * sourceStep).reinterpretAsInts();
    IntVector r4 =
        FloatVector.fromArray(SPECIES, source, from + 4 * sourceStep).reinterpretAsInts();
    IntVector r5 =
        FloatVector.fromArray(SPECIES, source, from + 5 * sourceStep).reinterpretAsInts();
    IntVector r6 =
        FloatVector.fromArray(SPECIES, source, from + 6 * sourceStep).reinterpretAsInts();
    IntVector r7 =
        FloatVector.fromArray(SPECIES, source, from + 7 * sourceStep).reinterpretAsInts();
    IntVector s0 = LOW1.selectFrom(r0, r1);
    IntVector s1 = HIGH1.selectFrom(r0, r1);
    IntVector s2 = LOW1.selectFrom(r2, r3);
    IntVector s3 = HIGH1.selectFrom(r2, r3);
    IntVector s4 = LOW1.selectFrom(r4, r5);
    IntVector s5 = HIGH1.selectFrom(r4, r5);
    IntVector s6 = LOW1.selectFrom(r6, r7);
    IntVector s7 = HIGH1.selectFrom(r6, r7);
    IntVector t0 = LOW2.selectFrom(s0, s2);
    IntVector t2 = HIGH2.selectFrom(s0, s2);
    IntVector t1 = LOW2.selectFrom(s1, s3);
    IntVector t3 = HIGH2.selectFrom(s1, s3);
    IntVector t4 = LOW2.selectFrom(s4, s6);
    IntVector t6 = HIGH2.selectFrom(s4, s6);
    IntVector t5 = LOW2.selectFrom(s5, s7);
    IntVector t7 = HIGH2.selectFrom(s5, s7);
    IntVector u0 = LOW4.selectFrom(t0, t4);
    IntVector u4 = HIGH4.selectFrom(t0, t4);
    IntVector u1 = LOW4.selectFrom(t1, t5);
    IntVector u5 = HIGH4.selectFrom(t1, t5);
    IntVector u2 = LOW4.selectFrom(t2, t6);
    IntVector u6 = HIGH4.selectFrom(t2, t6);
    IntVector u3 = LOW4.selectFrom(t3, t7);
    IntVector u7 = HIGH4.selectFrom(t3, t7);
    u0.reinterpretAsFloats().intoArray(target, to + 0 * targetRow);
    u1.reinterpretAsFloats().intoArray(target, to + 1 * targetRow);
    u2.reinterpretAsFloats().intoArray(target, to + 2 * targetRow);
    u3.reinterpretAsFloats().intoArray(target, to + 3 * targetRow);
    u4.reinterpretAsFloats().intoArray(target, to + 4 * targetRow);
    u5.reinterpretAsFloats().intoArray(target, to + 5 * targetRow);
    u6.reinterpretAsFloats().intoArray(target, to + 6 * targetRow);
    u7.reinterpretAsFloats().intoArray(target, to + 7 * targetRow);
  }
}
