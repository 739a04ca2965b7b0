package dev.ravine.nn.graph;

import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Scope;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.random.RandomStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A model's trace into a graph: collects its parameters, and gives it what its [Mode] says.
public final class TracingScope implements Scope {

  /// What a trace is for.
  public enum Mode {
    /// Dropout drops, and a batch is normalized by itself.
    TRAINING,
    /// Nothing is dropped, and a batch is normalized by itself: [BatchStatisticsEstimator].
    STATISTICS,
    /// Nothing is dropped, and batches are normalized by given [BatchStatistics].
    EVALUATION
  }

  private record Start(int size, Initializer initializer, int inputs, int outputs) {}

  /// What is dropped at one place.
  record Mask(String name, int size, double rate) {}

  private final Graph graph;
  private final Mode mode;
  private final Map<String, Integer> named = new HashMap<>();
  private final List<Node> parameters = new ArrayList<>();
  private final List<Start> starts = new ArrayList<>();
  private final List<Mask> masks = new ArrayList<>();
  private final Map<String, Node> statistics = new LinkedHashMap<>();
  private ParameterLayout layout = ParameterLayout.empty();

  /// A trace that has not begun.
  ///
  /// @param graph takes the nodes
  /// @param mode what it is for
  public TracingScope(Graph graph, Mode mode) {
    this.graph = graph;
    this.mode = mode;
  }

  @Override
  public String name(String kind) {
    return kind + named.merge(kind, 1, Integer::sum);
  }

  @Override
  public Node weights(String name, int inputs, int outputs, Initializer initializer) {
    return add(name, ParameterRole.WEIGHT, inputs, outputs, inputs, initializer);
  }

  @Override
  public Node biases(String name, int outputs) {
    return add(name, ParameterRole.BIAS, 1, outputs, 1, Initializer.zeros());
  }

  @Override
  public Node normalization(String name, int outputs, double start) {
    return add(name, ParameterRole.NORMALIZATION, 1, outputs, 1, (random, in, out) -> start);
  }

  private Node add(
      String name, ParameterRole role, int rows, int columns, int inputs, Initializer initializer) {
    layout = layout.and(name, role, rows, columns);
    Node node = graph.parameter(rows, columns);
    parameters.add(node);
    starts.add(new Start(rows * columns, initializer, inputs, columns));
    return node;
  }

  @Override
  public Node dropout(Node x, double rate) {
    if (mode != Mode.TRAINING || rate == 0) {
      return x;
    }
    String name = name("dropout");
    masks.add(new Mask(name, x.shape().size(), rate));
    int[] sizes = x.shape().sizes().stream().mapToInt(Integer::intValue).toArray();
    return x.multiply(graph.input(name, sizes));
  }

  @Override
  public Moments moments(String name, Node x) {
    String mean = name + ".mean";
    String variance = name + ".variance";
    int columns = x.shape().size(1);
    if (mode == Mode.EVALUATION) {
      Moments given = new Moments(graph.input(mean, 1, columns), graph.input(variance, 1, columns));
      statistics.put(mean, given.mean());
      statistics.put(variance, given.variance());
      return given;
    }
    int rows = x.shape().size(0);
    if (rows < 2) {
      throw new IllegalArgumentException(
          "batch must be 2 or more where batches are normalized, was " + rows);
    }
    Node middle = x.sum(0, 1).scale(1.0 / rows);
    Node distance = x.subtract(middle);
    Node spread = distance.multiply(distance).sum(0, 1).scale(1.0 / rows);
    statistics.put(mean, middle);
    statistics.put(variance, spread);
    return new Moments(middle, spread);
  }

  /// The parameters.
  ///
  /// @return in the order of [#layout()]
  public List<Node> parameters() {
    return List.copyOf(parameters);
  }

  List<Mask> masks() {
    return List.copyOf(masks);
  }

  /// Means and variances by name: nodes that compute them, or inputs that take them.
  public Map<String, Node> statistics() {
    return statistics;
  }

  /// Where the parameters lie.
  ///
  /// @return all that the model asked for
  public ParameterLayout layout() {
    return layout;
  }

  /// What the parameters start from.
  ///
  /// @param random where randomness comes from
  /// @return a flat vector laid out by [#layout()]
  public float[] initial(RandomStream random) {
    float[] theta = new float[layout.size()];
    int at = 0;
    for (Start start : starts) {
      for (int i = 0; i < start.size; i++) {
        theta[at++] = (float) start.initializer.draw(random, start.inputs, start.outputs);
      }
    }
    return theta;
  }
}
