package dev.ravine.cluster.compression;

/// Finds the largest numbers of a vector, by their size, in time that grows with its length.
final class Largest {

  private static final int LOW_BITS = 15;
  private static final int SIGN = 0x7fffffff;

  private Largest() {}

  /// Sets all numbers to 0 but the largest; of equal ones the first are kept.
  ///
  /// @param vector is overwritten
  /// @param count how many are kept, 1 … its length
  static void keep(float[] vector, int count) {
    // The bits of positive floats are in the order of the floats.
    int[] high = new int[1 << (31 - LOW_BITS)];
    for (float x : vector) {
      high[bits(x) >>> LOW_BITS]++;
    }
    int left = count;
    int bucket = high.length - 1;
    while (high[bucket] < left) {
      left -= high[bucket--];
    }
    int[] low = new int[1 << LOW_BITS];
    for (float x : vector) {
      if (bits(x) >>> LOW_BITS == bucket) {
        low[bits(x) & low.length - 1]++;
      }
    }
    int rest = low.length - 1;
    while (low[rest] < left) {
      left -= low[rest--];
    }
    int least = bucket << LOW_BITS | rest;
    for (int i = 0; i < vector.length; i++) {
      int own = bits(vector[i]);
      if (own < least || (own == least && left-- <= 0)) {
        vector[i] = 0;
      }
    }
  }

  private static int bits(float x) {
    return Float.floatToRawIntBits(x) & SIGN;
  }
}
