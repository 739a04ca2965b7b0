package dev.ravine.optim.problems;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.atan;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Problems of few variables without measured data (Moré, Garbow, Hillstrom 1981, section 3).
final class FewVariables {

  private FewVariables() {}

  static List<TestProblem> all() {
    return List.of(
        TestProblem.of(
            "freudensteinRoth",
            2,
            start(0.5, -2),
            List.of(0.0, 48.98425367924),
            (x, r, j) -> {
              r[0] = -13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1];
              r[1] = -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1];
              if (j != null) {
                set(j[0], 1, 10 * x[1] - 3 * x[1] * x[1] - 2);
                set(j[1], 1, 3 * x[1] * x[1] + 2 * x[1] - 14);
              }
            }),
        TestProblem.of(
            "powellBadlyScaled",
            2,
            start(0, 1),
            List.of(0.0),
            (x, r, j) -> {
              r[0] = 1e4 * x[0] * x[1] - 1;
              r[1] = exp(-x[0]) + exp(-x[1]) - 1.0001;
              if (j != null) {
                set(j[0], 1e4 * x[1], 1e4 * x[0]);
                set(j[1], -exp(-x[0]), -exp(-x[1]));
              }
            }),
        TestProblem.of(
            "brownBadlyScaled",
            3,
            start(1, 1),
            List.of(0.0),
            (x, r, j) -> {
              r[0] = x[0] - 1e6;
              r[1] = x[1] - 2e-6;
              r[2] = x[0] * x[1] - 2;
              if (j != null) {
                set(j[0], 1, 0);
                set(j[1], 0, 1);
                set(j[2], x[1], x[0]);
              }
            }),
        TestProblem.of(
            "beale",
            3,
            start(1, 1),
            List.of(0.0),
            (x, r, j) -> {
              double[] y = {1.5, 2.25, 2.625};
              for (int i = 0; i < 3; i++) {
                r[i] = y[i] - x[0] * (1 - pow(x[1], i + 1));
                if (j != null) {
                  set(j[i], -(1 - pow(x[1], i + 1)), x[0] * (i + 1) * pow(x[1], i));
                }
              }
            }),
        TestProblem.of(
            "jennrichSampson",
            10,
            start(0.3, 0.4),
            List.of(124.3621823556),
            (x, r, j) -> {
              for (int i = 1; i <= 10; i++) {
                r[i - 1] = 2 + 2 * i - (exp(i * x[0]) + exp(i * x[1]));
                if (j != null) {
                  set(j[i - 1], -i * exp(i * x[0]), -i * exp(i * x[1]));
                }
              }
            }),
        TestProblem.of(
            "helicalValley",
            3,
            start(-1, 0, 0),
            List.of(0.0),
            (x, r, j) -> {
              double square = x[0] * x[0] + x[1] * x[1];
              double angle = atan(x[1] / x[0]) / (2 * PI) + (x[0] < 0 ? 0.5 : 0);
              if (x[0] == 0) {
                angle = Math.copySign(0.25, x[1]);
              }
              r[0] = 10 * (x[2] - 10 * angle);
              r[1] = 10 * (sqrt(square) - 1);
              r[2] = x[2];
              if (j != null) {
                set(j[0], 50 / PI * x[1] / square, -50 / PI * x[0] / square, 10);
                set(j[1], 10 * x[0] / sqrt(square), 10 * x[1] / sqrt(square), 0);
                set(j[2], 0, 0, 1);
              }
            }),
        TestProblem.of(
            "gulfResearch",
            99,
            start(5, 2.5, 0.15),
            List.of(0.0),
            (x, r, j) -> {
              for (int i = 1; i <= 99; i++) {
                double t = i / 100.0;
                double y = 25 + pow(-50 * log(t), 2.0 / 3);
                double d = Math.abs(y - x[1]);
                double p = pow(d, x[2]) / x[0];
                double e = exp(-p);
                r[i - 1] = e - t;
                if (j != null) {
                  set(
                      j[i - 1],
                      e * p / x[0],
                      e * p * x[2] / d * Math.signum(y - x[1]),
                      -e * p * log(d));
                }
              }
            }),
        TestProblem.of(
            "boxThreeDimensional",
            10,
            start(0, 10, 20),
            List.of(0.0),
            (x, r, j) -> {
              for (int i = 1; i <= 10; i++) {
                double t = 0.1 * i;
                double known = exp(-t) - exp(-10 * t);
                r[i - 1] = exp(-t * x[0]) - exp(-t * x[1]) - x[2] * known;
                if (j != null) {
                  set(j[i - 1], -t * exp(-t * x[0]), t * exp(-t * x[1]), -known);
                }
              }
            }),
        TestProblem.of(
            "powellSingular", 4, start(3, -1, 0, 1), List.of(0.0), FewVariables::powellSingular),
        TestProblem.of(
            "wood",
            6,
            start(-3, -1, -3, -1),
            List.of(0.0),
            (x, r, j) -> {
              double root90 = sqrt(90);
              double root10 = sqrt(10);
              r[0] = 10 * (x[1] - x[0] * x[0]);
              r[1] = 1 - x[0];
              r[2] = root90 * (x[3] - x[2] * x[2]);
              r[3] = 1 - x[2];
              r[4] = root10 * (x[1] + x[3] - 2);
              r[5] = (x[1] - x[3]) / root10;
              if (j != null) {
                set(j[0], -20 * x[0], 10, 0, 0);
                set(j[1], -1, 0, 0, 0);
                set(j[2], 0, 0, -2 * root90 * x[2], root90);
                set(j[3], 0, 0, -1, 0);
                set(j[4], 0, root10, 0, root10);
                set(j[5], 0, 1 / root10, 0, -1 / root10);
              }
            }),
        TestProblem.of(
            "brownDennis",
            20,
            start(25, 5, -5, -1),
            List.of(85822.20162636),
            (x, r, j) -> {
              for (int i = 1; i <= 20; i++) {
                double t = i / 5.0;
                double a = x[0] + t * x[1] - exp(t);
                double b = x[2] + x[3] * sin(t) - cos(t);
                r[i - 1] = a * a + b * b;
                if (j != null) {
                  set(j[i - 1], 2 * a, 2 * a * t, 2 * b, 2 * b * sin(t));
                }
              }
            }),
        TestProblem.of(
            "biggsExp6",
            13,
            start(1, 2, 1, 1, 1, 1),
            List.of(0.0, 5.655649925e-3, 0.30636677262479),
            (x, r, j) -> {
              for (int i = 1; i <= 13; i++) {
                double t = 0.1 * i;
                double y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t);
                double a = exp(-t * x[0]);
                double b = exp(-t * x[1]);
                double c = exp(-t * x[4]);
                r[i - 1] = x[2] * a - x[3] * b + x[5] * c - y;
                if (j != null) {
                  set(j[i - 1], -t * x[2] * a, t * x[3] * b, a, -b, -t * x[5] * c, c);
                }
              }
            }));
  }

  static void powellSingular(double[] x, double[] r, double @Nullable [][] j) {
    double root5 = sqrt(5);
    double root10 = sqrt(10);
    for (int k = 0; k + 3 < x.length; k += 4) {
      double b = x[k + 1] - 2 * x[k + 2];
      double c = x[k] - x[k + 3];
      r[k] = x[k] + 10 * x[k + 1];
      r[k + 1] = root5 * (x[k + 2] - x[k + 3]);
      r[k + 2] = b * b;
      r[k + 3] = root10 * c * c;
      if (j != null) {
        j[k][k] = 1;
        j[k][k + 1] = 10;
        j[k + 1][k + 2] = root5;
        j[k + 1][k + 3] = -root5;
        j[k + 2][k + 1] = 2 * b;
        j[k + 2][k + 2] = -4 * b;
        j[k + 3][k] = 2 * root10 * c;
        j[k + 3][k + 3] = -2 * root10 * c;
      }
    }
  }

  static double[] start(double... x) {
    return x;
  }

  static void set(double[] row, double... values) {
    System.arraycopy(values, 0, row, 0, values.length);
  }
}
