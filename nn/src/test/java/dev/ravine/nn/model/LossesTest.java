package dev.ravine.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.autodiff.Gradient;
import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.autodiff.Plan;
import dev.ravine.kernels.ThreadTeam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Losses and gradients equal PyTorch's, which `oracle/losses.py` wrote.
class LossesTest {

  private static final int EXAMPLES = 4;
  private static final int OUTPUTS = 3;
  private static final int SIZE = EXAMPLES * OUTPUTS;
  private static final Path GOLDEN = Path.of("..", "oracle", "golden", "losses", "torch.csv");

  private static final Map<String, Loss> LOSSES =
      Map.ofEntries(
          Map.entry("crossEntropy", Losses.crossEntropy()),
          Map.entry("crossEntropy(0.1)", Losses.crossEntropy(0.1)),
          Map.entry("binaryCrossEntropy", Losses.binaryCrossEntropy()),
          Map.entry("focal(2)", Losses.focal(2)),
          Map.entry("focal(0.7)", Losses.focal(0.7)),
          Map.entry("hinge", Losses.hinge()),
          Map.entry("squaredError", Losses.squaredError()),
          Map.entry("absoluteError", Losses.absoluteError()),
          Map.entry("huber(0.8)", Losses.huber(0.8)),
          Map.entry("quantile(0.2)", Losses.quantile(0.2)),
          Map.entry("cosine", Losses.cosine()));

  static Stream<String> rows() throws IOException {
    return Files.readAllLines(GOLDEN).stream().skip(1);
  }

  private static double[] numbers(String[] cells, int from, int count) {
    return Stream.of(cells).skip(from).limit(count).mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void equalsPyTorch(String row) {
    String[] cells = row.split(",", -1);
    double[] at = numbers(cells, 1, SIZE);
    double value = Double.parseDouble(cells[1 + 2 * SIZE]);
    double[] expected = numbers(cells, 2 + 2 * SIZE, SIZE);
    Graph graph = new Graph();
    Node y = graph.parameter(EXAMPLES, OUTPUTS);
    Node t = graph.input("t", EXAMPLES, OUTPUTS);
    Node loss = Objects.requireNonNull(LOSSES.get(cells[0])).mean(y, t);
    try (ThreadTeam team = new ThreadTeam(1)) {
      Plan<double[]> plan = Plan.doubles(List.of(loss), Gradient.of(loss, List.of(y)), team);
      System.arraycopy(numbers(cells, 1 + SIZE, SIZE), 0, plan.input("t"), 0, SIZE);
      double[] gradient = new double[SIZE];
      plan.run(at, gradient);
      assertThat(plan.scalar(loss)).isCloseTo(value, within(1e-10));
      assertThat(gradient).containsExactly(expected, within(1e-10));
    }
  }

  @Test
  void everyLossHasGoldenNumbers() throws IOException {
    assertThat(rows().map(row -> row.substring(0, row.indexOf(','))).distinct())
        .containsExactlyInAnyOrderElementsOf(LOSSES.keySet());
  }

  /// In single precision, where logits are far apart.
  @Test
  void nothingOverflowsInSinglePrecision() {
    for (Map.Entry<String, Loss> entry : LOSSES.entrySet()) {
      Graph graph = new Graph();
      Node y = graph.parameter(2, 2);
      Node loss = entry.getValue().mean(y, graph.input("t", 2, 2));
      try (ThreadTeam team = new ThreadTeam(1)) {
        Plan<float[]> plan = Plan.floats(List.of(loss), Gradient.of(loss, List.of(y)), team);
        System.arraycopy(new float[] {1, 0, 0, 1}, 0, plan.input("t"), 0, 4);
        float[] gradient = new float[4];
        plan.run(new float[] {300, -300, 300, -300}, gradient);
        assertThat(plan.scalar(loss)).as(entry.getKey()).isFinite();
        for (float g : gradient) {
          assertThat(g).as(entry.getKey()).isFinite();
        }
      }
    }
  }

  @Test
  void mistakesAreSaid() {
    assertThatThrownBy(() -> Losses.quantile(1)).hasMessage("tau must be in (0, 1), was 1.0");
    assertThatThrownBy(() -> Losses.huber(0)).hasMessageContaining("delta must be positive");
    assertThatThrownBy(() -> Losses.focal(-1)).hasMessageContaining("gamma must");
    assertThatThrownBy(() -> Losses.crossEntropy(1)).hasMessageContaining("smoothing must be");
  }
}
