package dev.ravine.kernels;

/// Dot products and sums of single precision arrays, accumulated in double: element i goes to lane
/// i mod 16, whole rows of lanes first; the lanes are added as a tree (each to the one eight
/// further, then four, two, one), and the elements after the last whole row follow in order.
final class FloatSums {

  static final int LANES = 16;

  private FloatSums() {}

  static double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    double s8 = 0;
    double s9 = 0;
    double s10 = 0;
    double s11 = 0;
    double s12 = 0;
    double s13 = 0;
    double s14 = 0;
    double s15 = 0;
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      s0 = Math.fma((double) x[xFrom + i], y[yFrom + i], s0);
      s1 = Math.fma((double) x[xFrom + i + 1], y[yFrom + i + 1], s1);
      s2 = Math.fma((double) x[xFrom + i + 2], y[yFrom + i + 2], s2);
      s3 = Math.fma((double) x[xFrom + i + 3], y[yFrom + i + 3], s3);
      s4 = Math.fma((double) x[xFrom + i + 4], y[yFrom + i + 4], s4);
      s5 = Math.fma((double) x[xFrom + i + 5], y[yFrom + i + 5], s5);
      s6 = Math.fma((double) x[xFrom + i + 6], y[yFrom + i + 6], s6);
      s7 = Math.fma((double) x[xFrom + i + 7], y[yFrom + i + 7], s7);
      s8 = Math.fma((double) x[xFrom + i + 8], y[yFrom + i + 8], s8);
      s9 = Math.fma((double) x[xFrom + i + 9], y[yFrom + i + 9], s9);
      s10 = Math.fma((double) x[xFrom + i + 10], y[yFrom + i + 10], s10);
      s11 = Math.fma((double) x[xFrom + i + 11], y[yFrom + i + 11], s11);
      s12 = Math.fma((double) x[xFrom + i + 12], y[yFrom + i + 12], s12);
      s13 = Math.fma((double) x[xFrom + i + 13], y[yFrom + i + 13], s13);
      s14 = Math.fma((double) x[xFrom + i + 14], y[yFrom + i + 14], s14);
      s15 = Math.fma((double) x[xFrom + i + 15], y[yFrom + i + 15], s15);
    }
    s0 += s8;
    s1 += s9;
    s2 += s10;
    s3 += s11;
    s4 += s12;
    s5 += s13;
    s6 += s14;
    s7 += s15;
    s0 += s4;
    s1 += s5;
    s2 += s6;
    s3 += s7;
    s0 += s2;
    s1 += s3;
    return restOfDot(s0 + s1, x, xFrom, y, yFrom, i, n);
  }

  static double restOfDot(double sum, float[] x, int xFrom, float[] y, int yFrom, int done, int n) {
    double result = sum;
    for (int i = done; i < n; i++) {
      result = Math.fma((double) x[xFrom + i], y[yFrom + i], result);
    }
    return result;
  }

  static double sum(float[] x, int xFrom, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    double s8 = 0;
    double s9 = 0;
    double s10 = 0;
    double s11 = 0;
    double s12 = 0;
    double s13 = 0;
    double s14 = 0;
    double s15 = 0;
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      s0 += x[xFrom + i];
      s1 += x[xFrom + i + 1];
      s2 += x[xFrom + i + 2];
      s3 += x[xFrom + i + 3];
      s4 += x[xFrom + i + 4];
      s5 += x[xFrom + i + 5];
      s6 += x[xFrom + i + 6];
      s7 += x[xFrom + i + 7];
      s8 += x[xFrom + i + 8];
      s9 += x[xFrom + i + 9];
      s10 += x[xFrom + i + 10];
      s11 += x[xFrom + i + 11];
      s12 += x[xFrom + i + 12];
      s13 += x[xFrom + i + 13];
      s14 += x[xFrom + i + 14];
      s15 += x[xFrom + i + 15];
    }
    s0 += s8;
    s1 += s9;
    s2 += s10;
    s3 += s11;
    s4 += s12;
    s5 += s13;
    s6 += s14;
    s7 += s15;
    s0 += s4;
    s1 += s5;
    s2 += s6;
    s3 += s7;
    s0 += s2;
    s1 += s3;
    return restOfSum(s0 + s1, x, xFrom, i, n);
  }

  static double restOfSum(double sum, float[] x, int xFrom, int done, int n) {
    double result = sum;
    for (int i = done; i < n; i++) {
      result += x[xFrom + i];
    }
    return result;
  }
}
