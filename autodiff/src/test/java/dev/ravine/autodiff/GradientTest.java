package dev.ravine.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GradientTest {

  @Test
  void agreesWithFiniteDifferencesOnRandomGraphs() {
    int checked = 0;
    for (long seed = 0; seed < 400; seed++) {
      RandomGraph r = new RandomGraph(seed);
      double loss = evaluate(r, r.loss, r.theta)[0];
      if (r.parameters.isEmpty() || !(Math.abs(loss) < 100)) {
        continue;
      }
      List<Node> gradient = Gradient.of(r.loss, r.parameters);
      List<double[]> exact = Reference.evaluate(gradient, r.inputs, r.theta);
      checkAgainstDifferences(r, exact, seed);
      checked++;
    }
    assertThat(checked).isGreaterThan(200);
  }

  private static double[] evaluate(RandomGraph r, Node node, double[] theta) {
    return Reference.evaluate(List.of(node), r.inputs, theta).getFirst();
  }

  private static void checkAgainstDifferences(RandomGraph r, List<double[]> exact, long seed) {
    int at = 0;
    for (double[] part : exact) {
      for (double derivative : part) {
        double difference = difference(r, at, 1e-5);
        double coarse = difference(r, at, 1e-4);
        // Where two step sizes disagree a kink lies between: no statement is possible there.
        if (Math.abs(difference - coarse) < 1e-5 * (1 + Math.abs(difference))) {
          assertThat(derivative)
              .as("seed %d, parameter %d", seed, at)
              .isCloseTo(difference, within(2e-6 * (1 + Math.abs(difference))));
        }
        at++;
      }
    }
  }

  private static double difference(RandomGraph r, int i, double h) {
    double[] up = r.theta.clone();
    double[] down = r.theta.clone();
    up[i] += h;
    down[i] -= h;
    return (evaluate(r, r.loss, up)[0] - evaluate(r, r.loss, down)[0]) / (2 * h);
  }

  @Test
  void hessianVectorProductsAgreeWithDifferencesOfGradients() {
    Graph graph = new Graph();
    Node x = graph.input("x", 4, 3);
    Node targets = graph.input("targets", 4, 2);
    Node w1 = graph.parameter(3, 5);
    Node b1 = graph.parameter(1, 5);
    Node w2 = graph.parameter(5, 2);
    Node logits = x.matmul(w1).add(b1).tanh().matmul(w2);
    Node loss = logits.softmaxCrossEntropy(targets).mean();
    List<Node> parameters = List.of(w1, b1, w2);
    List<Node> vector =
        List.of(graph.input("v1", 3, 5), graph.input("v2", 1, 5), graph.input("v3", 5, 2));
    List<Node> gradient = Gradient.of(loss, parameters);
    List<Node> product = Gradient.hessianTimes(loss, parameters, vector);

    Random random = new Random(9);
    double[] theta = random.doubles(30, -1, 1).toArray();
    double[] v = random.doubles(30, -1, 1).toArray();
    Map<String, double[]> inputs =
        Map.of(
            "x", random.doubles(12, -1, 1).toArray(),
            "targets", new double[] {1, 0, 0, 1, 0.5, 0.5, 0, 1},
            "v1", java.util.Arrays.copyOfRange(v, 0, 15),
            "v2", java.util.Arrays.copyOfRange(v, 15, 20),
            "v3", java.util.Arrays.copyOfRange(v, 20, 30));
    double h = 1e-5;
    double[] up = theta.clone();
    double[] down = theta.clone();
    for (int i = 0; i < 30; i++) {
      up[i] += h * v[i];
      down[i] -= h * v[i];
    }
    List<double[]> exact = Reference.evaluate(product, inputs, theta);
    List<double[]> high = Reference.evaluate(gradient, inputs, up);
    List<double[]> low = Reference.evaluate(gradient, inputs, down);
    for (int p = 0; p < 3; p++) {
      for (int i = 0; i < exact.get(p).length; i++) {
        double difference = (high.get(p)[i] - low.get(p)[i]) / (2 * h);
        assertThat(exact.get(p)[i]).isCloseTo(difference, within(1e-9));
      }
    }
  }

  @Test
  void crossEntropyIsMinusTheLogarithmOfTheProbability() {
    Graph graph = new Graph();
    Node logits = graph.input("logits", 1, 3);
    Node targets = graph.input("targets", 1, 3);
    Node loss = logits.softmaxCrossEntropy(targets).mean();
    double[] z = {1, 2, 3};
    double sum = StrictMath.exp(1) + StrictMath.exp(2) + StrictMath.exp(3);
    Map<String, double[]> inputs = Map.of("logits", z, "targets", new double[] {0, 1, 0});
    double value = Reference.evaluate(List.of(loss), inputs, new double[0]).getFirst()[0];
    assertThat(value).isCloseTo(-StrictMath.log(StrictMath.exp(2) / sum), within(1e-14));
    List<Node> gradient = Gradient.of(loss, List.of(logits));
    double[] g = Reference.evaluate(gradient, inputs, new double[0]).getFirst();
    assertThat(g[0]).isCloseTo(StrictMath.exp(1) / sum, within(1e-14));
    assertThat(g[1]).isCloseTo(StrictMath.exp(2) / sum - 1, within(1e-14));
  }

  @Test
  void wrongShapesAreRefusedWhereTheyAreWritten() {
    Graph graph = new Graph();
    Node a = graph.input("a", 2, 3);
    Node b = graph.input("b", 2, 4);
    assertThatThrownBy(() -> a.add(b))
        .hasMessage("add needs equal sizes, or 1, in every axis: [2, 3] and [2, 4]");
    assertThatThrownBy(() -> a.matmul(b))
        .hasMessage("matmul needs as many columns as rows: [2, 3] times [2, 4]");
    assertThatThrownBy(() -> a.reshape(Shape.of(5)))
        .hasMessage("reshape keeps the number of elements, but [5] is not [2, 3]");
    assertThatThrownBy(() -> a.leakyRelu(1)).hasMessage("slope must be in [0, 1), was 1.0");
    assertThatThrownBy(() -> Gradient.of(a, List.of(a)))
        .hasMessage("only a scalar has a gradient, was given [2, 3]");
    assertThatThrownBy(() -> graph.input("a", 1)).hasMessage("two inputs have the name a");
    Node foreign = new Graph().input("c", 2, 3);
    assertThatThrownBy(() -> a.add(foreign)).hasMessageContaining("belongs to another graph");
  }
}
