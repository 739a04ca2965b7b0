package dev.ravine.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.kernels.ThreadTeam;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Products with curvature matrices are those of the dense matrices, built otherwise.
class CurvatureProductsTest {

  private static final int EXAMPLES = 6;
  private static final int OUTPUTS = 3;
  private static final int PARAMETERS = 3 * 4 + 4 + 4 * OUTPUTS;

  private final Graph graph = new Graph();
  private final Node x = graph.input("x", EXAMPLES, 3);
  private final Node targets = graph.input("targets", EXAMPLES, OUTPUTS);
  private final Node w1 = graph.parameter(3, 4);
  private final Node b1 = graph.parameter(1, 4);
  private final Node w2 = graph.parameter(4, OUTPUTS);
  private final List<Node> parameters = List.of(w1, b1, w2);
  private final Node logits = x.matmul(w1).add(b1).tanh().matmul(w2);
  private final Node loss = logits.softmaxCrossEntropy(targets).mean();
  private final List<Node> vector =
      List.of(graph.input("v0", 3, 4), graph.input("v1", 1, 4), graph.input("v2", 4, OUTPUTS));
  private final Random random = new Random(4);
  private final double[] theta = random.doubles(PARAMETERS, -1, 1).toArray();
  private final double[] features = random.doubles(EXAMPLES * 3, -1, 1).toArray();
  private final double[] classes = new double[EXAMPLES * OUTPUTS];

  CurvatureProductsTest() {
    for (int i = 0; i < EXAMPLES; i++) {
      classes[i * OUTPUTS + i % OUTPUTS] = 1;
    }
  }

  private double[] run(Plan<double[]> plan, double[] v) {
    System.arraycopy(features, 0, plan.input("x"), 0, features.length);
    System.arraycopy(classes, 0, plan.input("targets"), 0, classes.length);
    int from = 0;
    for (int i = 0; i < 3 && v.length > 0; i++) {
      double[] part = plan.input("v" + i);
      System.arraycopy(v, from, part, 0, part.length);
      from += part.length;
    }
    double[] result = new double[PARAMETERS];
    plan.run(theta, result);
    return result;
  }

  private static double[] unit(int i) {
    double[] unit = new double[PARAMETERS];
    unit[i] = 1;
    return unit;
  }

  private static double[] times(double[][] matrix, double[] v) {
    return Arrays.stream(matrix)
        .mapToDouble(row -> {
          double sum = 0;
          for (int j = 0; j < v.length; j++) {
            sum += row[j] * v[j];
          }
          return sum;
        })
        .toArray();
  }

  /// JᵀHJ with J from one gradient for each output, H = (diag(p) − ppᵀ) / examples.
  private double[][] denseGaussNewton() {
    double[][] jacobian = new double[EXAMPLES * OUTPUTS][];
    Node seed = graph.input("seed", EXAMPLES, OUTPUTS);
    Plan<double[]> rows =
        Plan.doubles(
            List.of(logits, loss),
            Gradient.of(logits.multiply(seed).sum(), parameters),
            new ThreadTeam(1));
    for (int o = 0; o < jacobian.length; o++) {
      Arrays.fill(rows.input("seed"), 0);
      rows.input("seed")[o] = 1;
      jacobian[o] = run(rows, new double[0]);
    }
    double[] outputs = rows.value(logits).clone();
    double[][] dense = new double[PARAMETERS][PARAMETERS];
    for (int e = 0; e < EXAMPLES; e++) {
      double[] p = new double[OUTPUTS];
      double total = 0;
      for (int o = 0; o < OUTPUTS; o++) {
        p[o] = Math.exp(outputs[e * OUTPUTS + o]);
        total += p[o];
      }
      for (int a = 0; a < OUTPUTS; a++) {
        for (int b = 0; b < OUTPUTS; b++) {
          double h = ((a == b ? p[a] / total : 0) - p[a] * p[b] / total / total) / EXAMPLES;
          for (int i = 0; i < PARAMETERS; i++) {
            for (int j = 0; j < PARAMETERS; j++) {
              dense[i][j] += jacobian[e * OUTPUTS + a][i] * h * jacobian[e * OUTPUTS + b][j];
            }
          }
        }
      }
    }
    return dense;
  }

  @Test
  void gaussNewtonProductsEqualTheDenseMatrix() {
    Node anything = graph.input("anything", EXAMPLES, OUTPUTS);
    Plan<double[]> products =
        Plan.doubles(
            List.of(loss),
            Gradient.gaussNewtonTimes(logits, loss, parameters, vector, anything),
            new ThreadTeam(1));
    double[][] dense = denseGaussNewton();
    for (int trial = 0; trial < 5; trial++) {
      double[] v = random.doubles(PARAMETERS, -1, 1).toArray();
      assertThat(run(products, v)).containsExactly(times(dense, v), within(1e-10));
    }
    // J v does not depend on the point of the outputs' space where it is taken.
    assertThatThrownBy(() -> products.input("anything"))
        .hasMessageContaining("this plan has no input anything");
  }

  @Test
  void hessianProductsEqualTheDenseMatrixAndItIsSymmetric() {
    Plan<double[]> products =
        Plan.doubles(
            List.of(loss), Gradient.hessianTimes(loss, parameters, vector), new ThreadTeam(1));
    double[][] dense = new double[PARAMETERS][];
    for (int i = 0; i < PARAMETERS; i++) {
      dense[i] = run(products, unit(i));
    }
    for (int i = 0; i < PARAMETERS; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(dense[i][j]).isCloseTo(dense[j][i], within(1e-12));
      }
    }
    double[] v = random.doubles(PARAMETERS, -1, 1).toArray();
    assertThat(run(products, v)).containsExactly(times(dense, v), within(1e-10));
  }
}
