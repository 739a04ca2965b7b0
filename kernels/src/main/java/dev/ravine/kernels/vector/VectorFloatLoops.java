package dev.ravine.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Loops that the JIT compiler does not vectorize by itself, as far as whole vectors reach. Each
/// returns where it ended.
final class VectorFloatLoops {

  private static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
  private static final int LANES = SPECIES.length();

  private VectorFloatLoops() {}

  static int leakyReluGradient(float[] g, float[] x, float slope, float[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector through = FloatVector.fromArray(SPECIES, g, i);
      VectorMask<Float> positive =
          FloatVector.fromArray(SPECIES, x, i).compare(VectorOperators.GT, 0);
      through.mul(slope).blend(through, positive).intoArray(out, i);
    }
    return i;
  }

  /// Adds rows to the first columns of one, as many as vectors fill, and returns how many. One loop
  /// holds all: with a call for each row the compiler sometimes makes objects of the vectors.
  static int addRows(float[] out, int outFrom, float[] x, int xFrom, int rows, int n) {
    int columns = n - n % LANES;
    for (int r = 0; r < rows; r++) {
      int row = xFrom + r * n;
      for (int i = 0; i < columns; i += LANES) {
        FloatVector.fromArray(SPECIES, out, outFrom + i)
            .add(FloatVector.fromArray(SPECIES, x, row + i))
            .intoArray(out, outFrom + i);
      }
    }
    return columns;
  }
}
