package dev.ravine.cluster.compression;

/// How a number is sent.
public enum NumberFormat {

  /// Single precision: 4 bytes.
  FLOAT32(4),

  /// The upper half of a `float`: 2 bytes, its range and 8 bits of its precision; rounded to the
  /// nearest, ties to the even one.
  BFLOAT16(2);

  private static final int DROPPED = 16;

  private final int bytes;

  NumberFormat(int bytes) {
    this.bytes = bytes;
  }

  /// How many bytes a number has.
  public int bytes() {
    return bytes;
  }

  /// Rounds numbers to what arrives of them.
  ///
  /// @param vector is overwritten; what is not a number stays none
  public void round(float[] vector) {
    if (this == FLOAT32) {
      return;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = Float.isNaN(vector[i]) ? vector[i] : upperHalf(vector[i]);
    }
  }

  private static float upperHalf(float x) {
    int bits = Float.floatToRawIntBits(x);
    int even = bits >>> DROPPED & 1;
    int rounded = bits + (1 << (DROPPED - 1)) - 1 + even;
    return Float.intBitsToFloat(rounded >>> DROPPED << DROPPED);
  }
}
