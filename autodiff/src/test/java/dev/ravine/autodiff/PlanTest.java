package dev.ravine.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.kernels.ThreadTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanTest {

  private final ThreadTeam alone = new ThreadTeam(1);

  @AfterEach
  void end() {
    alone.close();
  }

  @Test
  void doublesAgreeWithTheReferenceOnRandomGraphs() {
    for (long seed = 0; seed < 600; seed++) {
      RandomGraph r = new RandomGraph(seed);
      List<Node> gradient = Gradient.of(r.loss, r.parameters);
      Plan<double[]> plan = Plan.doubles(List.of(r.loss), gradient, alone);
      System.arraycopy(r.inputs.get("x"), 0, plan.input("x"), 0, plan.input("x").length);
      double[] theta = r.graph.parameters() == 0 ? new double[0] : r.theta;
      double[] g = new double[r.graph.parameters()];
      plan.run(theta, g);
      plan.run(theta, g); // buffers are used again
      List<Node> wanted = new ArrayList<>(List.of(r.loss));
      wanted.addAll(gradient);
      List<double[]> exact = Reference.evaluate(wanted, r.inputs, r.theta);
      assertThat(plan.scalar(r.loss))
          .as("seed %d", seed)
          .isCloseTo(exact.getFirst()[0], within(1e-10 * (1 + Math.abs(exact.getFirst()[0]))));
      int at = 0;
      for (double[] part : exact.subList(1, exact.size())) {
        for (double value : part) {
          assertThat(g[at])
              .as("seed %d, parameter %d", seed, at)
              .isCloseTo(value, within(1e-9 * (1 + Math.abs(value))));
          at++;
        }
      }
    }
  }

  /// The network of the experiment, small, compiled for float.
  private record Network(Graph graph, Node loss, List<Node> parameters) {

    static Network of(int batch, int features, int width, int classes) {
      Graph graph = new Graph();
      Node x = graph.input("x", batch, features);
      Node targets = graph.input("targets", batch, classes);
      List<Node> parameters = new ArrayList<>();
      Node h = x;
      int inputs = features;
      for (int outputs : new int[] {width, width, classes}) {
        Node w = graph.parameter(inputs, outputs);
        Node b = graph.parameter(1, outputs);
        parameters.addAll(List.of(w, b));
        h = h.matmul(w).add(b);
        h = outputs == classes ? h : h.relu();
        inputs = outputs;
      }
      return new Network(graph, h.softmaxCrossEntropy(targets).mean(), parameters);
    }
  }

  private static float[] run(Network network, ThreadTeam team) {
    List<Node> gradient = Gradient.of(network.loss, network.parameters);
    Plan<float[]> plan = Plan.floats(List.of(network.loss), gradient, team);
    java.util.Random random = new java.util.Random(1);
    float[] x = plan.input("x");
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat(-1, 1);
    }
    float[] targets = plan.input("targets");
    for (int i = 0; i < targets.length; i += 3) {
      targets[i] = 1;
    }
    float[] theta = new float[network.graph.parameters()];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = random.nextFloat(-0.3f, 0.3f);
    }
    float[] g = new float[theta.length];
    plan.run(theta, g);
    return g;
  }

  @Test
  void threadsChangeNoBit() {
    // Element-wise work is shared from 65,536 elements on: 500 x 200 have more.
    float[] expected = run(Network.of(500, 60, 200, 3), alone);
    try (ThreadTeam team = new ThreadTeam(3)) {
      assertThat(run(Network.of(500, 60, 200, 3), team)).containsExactly(expected);
    }
  }

  @Test
  void floatsAgreeWithTheReference() {
    Network network = Network.of(50, 20, 16, 3);
    float[] g = run(network, alone);
    List<Node> gradient = Gradient.of(network.loss, network.parameters);
    java.util.Random random = new java.util.Random(1);
    double[] x = new double[1000];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat(-1, 1);
    }
    double[] targets = new double[150];
    for (int i = 0; i < targets.length; i += 3) {
      targets[i] = 1;
    }
    double[] theta = new double[g.length];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = random.nextFloat(-0.3f, 0.3f);
    }
    List<double[]> exact = Reference.evaluate(gradient, Map.of("x", x, "targets", targets), theta);
    int at = 0;
    for (double[] part : exact) {
      for (double value : part) {
        assertThat((double) g[at++]).isCloseTo(value, within(2e-6));
      }
    }
  }

  @Test
  void oneNodeMayBeTheGradientOfSeveralParametersAndAnOutput() {
    Graph graph = new Graph();
    Node a = graph.parameter(2, 2);
    Node b = graph.parameter(2, 2);
    Node x = graph.input("x", 2, 2);
    Node loss = a.add(b).multiply(x).sum();
    List<Node> gradient = Gradient.of(loss, List.of(a, b));
    Plan<double[]> plan = Plan.doubles(List.of(loss, gradient.getFirst()), gradient, alone);
    System.arraycopy(new double[] {1, 2, 3, 4}, 0, plan.input("x"), 0, 4);
    double[] g = new double[8];
    plan.run(new double[] {1, 0, 0, 0, 0, 0, 0, 1}, g);
    assertThat(g).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    assertThat(plan.scalar(loss)).isEqualTo(5);
    assertThat(plan.value(gradient.getFirst())).containsExactly(1, 2, 3, 4);
  }

  /// The product is the gradient of b, and the gradient of a is computed from it.
  @Test
  void aProductMayBeAGradientAndAnOperand() {
    Graph graph = new Graph();
    Node a = graph.parameter(2, 2);
    Node b = graph.parameter(2, 2);
    Node x = graph.input("x", 2, 2);
    Node loss = a.multiply(a).add(b).matmul(x).sum();
    List<Node> gradient = Gradient.of(loss, List.of(a, b));
    Plan<double[]> plan = Plan.doubles(List.of(loss), gradient, alone);
    System.arraycopy(new double[] {1, 2, 3, 4}, 0, plan.input("x"), 0, 4);
    double[] g = new double[8];
    plan.run(new double[] {1, 2, 3, 4, 0, 0, 0, 0}, g);
    assertThat(g).containsExactly(6, 28, 18, 56, 3, 7, 3, 7);
  }

  @Test
  void wrongUseIsExplained() {
    Network network = Network.of(2, 3, 4, 2);
    Plan<float[]> plan = Plan.floats(List.of(network.loss), List.of(), alone);
    assertThatThrownBy(() -> plan.input("y"))
        .hasMessage("this plan has no input y, only [x, targets]");
    assertThatThrownBy(() -> plan.run(new float[3]))
        .hasMessage("theta must have 46 elements, had 3");
    assertThatThrownBy(() -> plan.value(network.parameters.getFirst()))
        .hasMessageContaining("is not an output of this plan");
  }
}
