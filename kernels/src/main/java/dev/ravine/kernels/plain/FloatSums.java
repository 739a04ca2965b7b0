package dev.ravine.kernels.plain;

/// Dot products and sums of arrays, accumulated in double: element i goes to lane i mod 32, and
/// after the last whole row of lanes to lane i mod 8; then the lanes are added as a tree (each to
/// the one sixteen further, then eight, four, two, one), and up to seven elements that are left
/// follow in order.
public final class FloatSums {

  public static final int LANES = 32;

  private FloatSums() {}

  /// Σ xᵢ yᵢ, in lanes.
  public static double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
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
    double s16 = 0;
    double s17 = 0;
    double s18 = 0;
    double s19 = 0;
    double s20 = 0;
    double s21 = 0;
    double s22 = 0;
    double s23 = 0;
    double s24 = 0;
    double s25 = 0;
    double s26 = 0;
    double s27 = 0;
    double s28 = 0;
    double s29 = 0;
    double s30 = 0;
    double s31 = 0;
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      s0 = Math.fma(x[xFrom + i], y[yFrom + i], s0);
      s1 = Math.fma(x[xFrom + i + 1], y[yFrom + i + 1], s1);
      s2 = Math.fma(x[xFrom + i + 2], y[yFrom + i + 2], s2);
      s3 = Math.fma(x[xFrom + i + 3], y[yFrom + i + 3], s3);
      s4 = Math.fma(x[xFrom + i + 4], y[yFrom + i + 4], s4);
      s5 = Math.fma(x[xFrom + i + 5], y[yFrom + i + 5], s5);
      s6 = Math.fma(x[xFrom + i + 6], y[yFrom + i + 6], s6);
      s7 = Math.fma(x[xFrom + i + 7], y[yFrom + i + 7], s7);
      s8 = Math.fma(x[xFrom + i + 8], y[yFrom + i + 8], s8);
      s9 = Math.fma(x[xFrom + i + 9], y[yFrom + i + 9], s9);
      s10 = Math.fma(x[xFrom + i + 10], y[yFrom + i + 10], s10);
      s11 = Math.fma(x[xFrom + i + 11], y[yFrom + i + 11], s11);
      s12 = Math.fma(x[xFrom + i + 12], y[yFrom + i + 12], s12);
      s13 = Math.fma(x[xFrom + i + 13], y[yFrom + i + 13], s13);
      s14 = Math.fma(x[xFrom + i + 14], y[yFrom + i + 14], s14);
      s15 = Math.fma(x[xFrom + i + 15], y[yFrom + i + 15], s15);
      s16 = Math.fma(x[xFrom + i + 16], y[yFrom + i + 16], s16);
      s17 = Math.fma(x[xFrom + i + 17], y[yFrom + i + 17], s17);
      s18 = Math.fma(x[xFrom + i + 18], y[yFrom + i + 18], s18);
      s19 = Math.fma(x[xFrom + i + 19], y[yFrom + i + 19], s19);
      s20 = Math.fma(x[xFrom + i + 20], y[yFrom + i + 20], s20);
      s21 = Math.fma(x[xFrom + i + 21], y[yFrom + i + 21], s21);
      s22 = Math.fma(x[xFrom + i + 22], y[yFrom + i + 22], s22);
      s23 = Math.fma(x[xFrom + i + 23], y[yFrom + i + 23], s23);
      s24 = Math.fma(x[xFrom + i + 24], y[yFrom + i + 24], s24);
      s25 = Math.fma(x[xFrom + i + 25], y[yFrom + i + 25], s25);
      s26 = Math.fma(x[xFrom + i + 26], y[yFrom + i + 26], s26);
      s27 = Math.fma(x[xFrom + i + 27], y[yFrom + i + 27], s27);
      s28 = Math.fma(x[xFrom + i + 28], y[yFrom + i + 28], s28);
      s29 = Math.fma(x[xFrom + i + 29], y[yFrom + i + 29], s29);
      s30 = Math.fma(x[xFrom + i + 30], y[yFrom + i + 30], s30);
      s31 = Math.fma(x[xFrom + i + 31], y[yFrom + i + 31], s31);
    }
    for (; i + 8 <= n; i += 8) {
      s0 = Math.fma(x[xFrom + i], y[yFrom + i], s0);
      s1 = Math.fma(x[xFrom + i + 1], y[yFrom + i + 1], s1);
      s2 = Math.fma(x[xFrom + i + 2], y[yFrom + i + 2], s2);
      s3 = Math.fma(x[xFrom + i + 3], y[yFrom + i + 3], s3);
      s4 = Math.fma(x[xFrom + i + 4], y[yFrom + i + 4], s4);
      s5 = Math.fma(x[xFrom + i + 5], y[yFrom + i + 5], s5);
      s6 = Math.fma(x[xFrom + i + 6], y[yFrom + i + 6], s6);
      s7 = Math.fma(x[xFrom + i + 7], y[yFrom + i + 7], s7);
    }
    s0 += s16;
    s1 += s17;
    s2 += s18;
    s3 += s19;
    s4 += s20;
    s5 += s21;
    s6 += s22;
    s7 += s23;
    s8 += s24;
    s9 += s25;
    s10 += s26;
    s11 += s27;
    s12 += s28;
    s13 += s29;
    s14 += s30;
    s15 += s31;
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

  /// Adds the last products, in order, to a sum of those before.
  public static double restOfDot(
      double sum, float[] x, int xFrom, float[] y, int yFrom, int done, int n) {
    double result = sum;
    for (int i = done; i < n; i++) {
      result = Math.fma(x[xFrom + i], y[yFrom + i], result);
    }
    return result;
  }

  /// Σ xᵢ², in lanes.
  public static double sumOfSquares(float[] x, int xFrom, int n) {
    return dot(x, xFrom, x, xFrom, n);
  }

  /// Σ xᵢ, in lanes.
  public static double sum(float[] x, int xFrom, int n) {
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
    double s16 = 0;
    double s17 = 0;
    double s18 = 0;
    double s19 = 0;
    double s20 = 0;
    double s21 = 0;
    double s22 = 0;
    double s23 = 0;
    double s24 = 0;
    double s25 = 0;
    double s26 = 0;
    double s27 = 0;
    double s28 = 0;
    double s29 = 0;
    double s30 = 0;
    double s31 = 0;
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
      s16 += x[xFrom + i + 16];
      s17 += x[xFrom + i + 17];
      s18 += x[xFrom + i + 18];
      s19 += x[xFrom + i + 19];
      s20 += x[xFrom + i + 20];
      s21 += x[xFrom + i + 21];
      s22 += x[xFrom + i + 22];
      s23 += x[xFrom + i + 23];
      s24 += x[xFrom + i + 24];
      s25 += x[xFrom + i + 25];
      s26 += x[xFrom + i + 26];
      s27 += x[xFrom + i + 27];
      s28 += x[xFrom + i + 28];
      s29 += x[xFrom + i + 29];
      s30 += x[xFrom + i + 30];
      s31 += x[xFrom + i + 31];
    }
    for (; i + 8 <= n; i += 8) {
      s0 += x[xFrom + i];
      s1 += x[xFrom + i + 1];
      s2 += x[xFrom + i + 2];
      s3 += x[xFrom + i + 3];
      s4 += x[xFrom + i + 4];
      s5 += x[xFrom + i + 5];
      s6 += x[xFrom + i + 6];
      s7 += x[xFrom + i + 7];
    }
    s0 += s16;
    s1 += s17;
    s2 += s18;
    s3 += s19;
    s4 += s20;
    s5 += s21;
    s6 += s22;
    s7 += s23;
    s8 += s24;
    s9 += s25;
    s10 += s26;
    s11 += s27;
    s12 += s28;
    s13 += s29;
    s14 += s30;
    s15 += s31;
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

  /// Adds the last elements, in order, to a sum of those before.
  public static double restOfSum(double sum, float[] x, int xFrom, int done, int n) {
    double result = sum;
    for (int i = done; i < n; i++) {
      result += x[xFrom + i];
    }
    return result;
  }
}
