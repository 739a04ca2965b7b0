package dev.ravine.nn;

import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.optim.ParameterLayout;
import dev.ravine.optim.ParameterRole;
import dev.ravine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/// Collects the parameters of a model while it is traced: their nodes, their layout, and what they
/// start from.
public final class Parameters {

  private record Start(int size, Initializer initializer, int inputs, int outputs) {}

  private final Graph graph;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Start> starts = new ArrayList<>();
  private ParameterLayout layout = ParameterLayout.empty();

  Parameters(Graph graph) {
    this.graph = graph;
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

  private Node add(
      String name, ParameterRole role, int rows, int columns, int inputs, Initializer initializer) {
    layout = layout.and(name, role, rows, columns);
    Node node = graph.parameter(rows, columns);
    nodes.add(node);
    starts.add(new Start(rows * columns, initializer, inputs, columns));
    return node;
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
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
