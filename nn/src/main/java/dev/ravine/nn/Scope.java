package dev.ravine.nn;

import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.random.RandomStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model asks for while it is traced: parameters, and what differs between training and
/// evaluation. A model does not know for which of them it is traced, so that it can't mix them up.
public final class Scope {

  /// What a trace is for.
  enum Mode {
    /// Dropout drops, and a batch is normalized by itself.
    TRAINING,
    /// Nothing is dropped, and a batch is normalized by itself: [Calibration].
    CALIBRATION,
    /// Nothing is dropped, and batches are normalized by given [Statistics].
    EVALUATION
  }

  /// The mean and the variance of every column.
  ///
  /// @param mean 1 × columns
  /// @param variance 1 × columns: the mean squared distance from the mean
  public record Moments(Node mean, Node variance) {}

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

  Scope(Graph graph, Mode mode) {
    this.graph = graph;
    this.mode = mode;
  }

  /// A name for the next layer of a kind.
  ///
  /// @param kind such as `dense`
  /// @return `dense1` at the first call, `dense2` at the second
  public String name(String kind) {
    return kind + named.merge(kind, 1, Integer::sum);
  }

  /// A matrix of weights.
  ///
  /// @param name unique in the model
  /// @param inputs its rows
  /// @param outputs its columns
  /// @param initializer what it starts from
  /// @return its node
  public Node weights(String name, int inputs, int outputs, Initializer initializer) {
    return add(name, ParameterRole.WEIGHT, inputs, outputs, inputs, initializer);
  }

  /// A row of biases, which start from zero.
  ///
  /// @param name unique in the model
  /// @param outputs its length
  /// @return its node, with one row
  public Node biases(String name, int outputs) {
    return add(name, ParameterRole.BIAS, 1, outputs, 1, Initializer.zeros());
  }

  /// A row that scales or shifts what was normalized.
  ///
  /// @param name unique in the model
  /// @param outputs its length
  /// @param start what all of it starts from
  /// @return its node, with one row
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

  /// Sets some elements to 0 in training, others in each step, and divides the rest by the
  /// probability with which they stay. In evaluation it does nothing.
  ///
  /// @param x any node
  /// @param rate the probability of being dropped, in [0, 1)
  /// @return of the same shape
  public Node dropout(Node x, double rate) {
    if (mode != Mode.TRAINING || rate == 0) {
      return x;
    }
    String name = name("dropout");
    masks.add(new Mask(name, x.shape().size(), rate));
    int[] sizes = x.shape().sizes().stream().mapToInt(Integer::intValue).toArray();
    return x.multiply(graph.input(name, sizes));
  }

  /// The moments of every column: of the batch itself in training, given ones in evaluation.
  ///
  /// @param name unique in the model
  /// @param x batch × columns
  /// @return a row each
  /// @throws IllegalArgumentException if a batch that is to be trained on has one row
  public Moments moments(String name, Node x) {
    String mean = name + ".mean";
    String variance = name + ".variance";
    int columns = x.shape().size(1);
    if (mode == Mode.EVALUATION) {
      Moments given = new Moments(graph.input(mean, 1, columns), graph.input(variance, 1, columns));
      statistics.put(mean, given.mean);
      statistics.put(variance, given.variance);
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

  List<Node> parameters() {
    return List.copyOf(parameters);
  }

  List<Mask> masks() {
    return List.copyOf(masks);
  }

  /// Means and variances by name: nodes that compute them, or inputs that take them.
  Map<String, Node> statistics() {
    return statistics;
  }

  ParameterLayout layout() {
    return layout;
  }

  float[] initial(RandomStream random) {
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
