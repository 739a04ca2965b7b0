package dev.ravine.optim.problems;

import static java.lang.StrictMath.exp;

import java.util.List;

/// Problems that fit a curve to measured numbers (Moré, Garbow, Hillstrom 1981, section 3).
final class MeasuredData {

  private static final double[] BARD = {
    0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39
  };
  private static final double[] GAUSSIAN = {
    0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540,
    0.0175, 0.0044, 0.0009
  };
  private static final double[] MEYER = {
    34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307,
    2872
  };
  private static final double[] KOWALIK = {
    0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246
  };
  private static final double[] KOWALIK_AT = {
    4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625
  };
  private static final double[] OSBORNE1 = {
    0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685,
    0.658, 0.628, 0.603, 0.580, 0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448,
    0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406
  };
  private static final double[] OSBORNE2 = {
    1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608,
    0.655, 0.616, 0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661,
    0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428,
    0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559,
    0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054
  };

  private MeasuredData() {}

  static List<TestProblem> all() {
    return List.of(
        TestProblem.of(
            "bard",
            15,
            FewVariables.start(1, 1, 1),
            List.of(8.214877306579e-3),
            (x, r, j) -> {
              for (int i = 1; i <= 15; i++) {
                double v = 16 - i;
                double w = Math.min(i, v);
                double d = v * x[1] + w * x[2];
                r[i - 1] = BARD[i - 1] - (x[0] + i / d);
                if (j != null) {
                  FewVariables.set(j[i - 1], -1, i * v / (d * d), i * w / (d * d));
                }
              }
            }),
        TestProblem.of(
            "gaussian",
            15,
            FewVariables.start(0.4, 1, 0),
            List.of(1.127932769619e-8),
            (x, r, j) -> {
              for (int i = 1; i <= 15; i++) {
                double t = (8 - i) / 2.0 - x[2];
                double e = exp(-x[1] * t * t / 2);
                r[i - 1] = x[0] * e - GAUSSIAN[i - 1];
                if (j != null) {
                  FewVariables.set(j[i - 1], e, -x[0] * e * t * t / 2, x[0] * e * x[1] * t);
                }
              }
            }),
        TestProblem.of(
            "meyer",
            16,
            FewVariables.start(0.02, 4000, 250),
            List.of(87.94585517018),
            (x, r, j) -> {
              for (int i = 1; i <= 16; i++) {
                double d = 45 + 5 * i + x[2];
                double e = exp(x[1] / d);
                r[i - 1] = x[0] * e - MEYER[i - 1];
                if (j != null) {
                  FewVariables.set(j[i - 1], e, x[0] * e / d, -x[0] * e * x[1] / (d * d));
                }
              }
            }),
        TestProblem.of(
            "kowalikOsborne",
            11,
            FewVariables.start(0.25, 0.39, 0.415, 0.39),
            List.of(3.075056038492e-4),
            (x, r, j) -> {
              for (int i = 0; i < 11; i++) {
                double u = KOWALIK_AT[i];
                double over = u * (u + x[1]);
                double under = u * (u + x[2]) + x[3];
                r[i] = KOWALIK[i] - x[0] * over / under;
                if (j != null) {
                  double q = x[0] * over / (under * under);
                  FewVariables.set(j[i], -over / under, -x[0] * u / under, q * u, q);
                }
              }
            }),
        TestProblem.of(
            "osborne1",
            33,
            FewVariables.start(0.5, 1.5, -1, 0.01, 0.02),
            List.of(5.464894697483e-5),
            (x, r, j) -> {
              for (int i = 0; i < 33; i++) {
                double t = 10 * i;
                double a = exp(-t * x[3]);
                double b = exp(-t * x[4]);
                r[i] = OSBORNE1[i] - (x[0] + x[1] * a + x[2] * b);
                if (j != null) {
                  FewVariables.set(j[i], -1, -a, -b, t * x[1] * a, t * x[2] * b);
                }
              }
            }),
        TestProblem.of(
            "osborne2",
            65,
            FewVariables.start(1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5),
            List.of(4.013773629355e-2),
            (x, r, j) -> {
              for (int i = 0; i < 65; i++) {
                double t = i / 10.0;
                double e = exp(-t * x[4]);
                r[i] = OSBORNE2[i] - x[0] * e;
                if (j != null) {
                  j[i][0] = -e;
                  j[i][4] = t * x[0] * e;
                }
                for (int k = 0; k < 3; k++) {
                  double d = t - x[8 + k];
                  double g = exp(-d * d * x[5 + k]);
                  r[i] -= x[1 + k] * g;
                  if (j != null) {
                    j[i][1 + k] = -g;
                    j[i][5 + k] = x[1 + k] * g * d * d;
                    j[i][8 + k] = -x[1 + k] * g * 2 * d * x[5 + k];
                  }
                }
              }
            }));
  }
}
