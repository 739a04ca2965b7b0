package dev.ravine.autodiff;

import dev.ravine.autodiff.Op.Reshape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How often nodes are still to be read. Uses are counted at the node that owns the buffer; what is
/// read after the run is never released.
final class Uses {

  private final Map<Node, Integer> counts = new HashMap<>();

  Uses(List<Node> needed, List<Node> outputs, List<Node> gradient) {
    for (Node node : needed) {
      if (!(node.op() instanceof Reshape)) {
        retainOperands(node);
      }
    }
    outputs.forEach(this::retain);
    gradient.forEach(this::retain);
  }

  /// The nodes that outputs and gradient are computed from, in the graph's order.
  static List<Node> needed(List<Node> outputs, List<Node> gradient) {
    Set<Node> needed = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(outputs);
    open.addAll(gradient);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (needed.add(node)) {
        open.addAll(node.op().operands());
      }
    }
    Graph graph = outputs.getFirst().graph();
    return graph.nodes().stream().filter(needed::contains).toList();
  }

  /// The node that owns the buffer of another.
  static Node root(Node node) {
    Node root = node;
    while (root.op() instanceof Reshape(Node x)) {
      root = x;
    }
    return root;
  }

  int of(Node node) {
    return counts.getOrDefault(root(node), 0);
  }

  void retainOperands(Node node) {
    node.op().operands().forEach(this::retain);
  }

  private void retain(Node node) {
    counts.merge(root(node), 1, Integer::sum);
  }

  /// Says whether that was the last use.
  boolean release(Node node) {
    return counts.merge(root(node), -1, Integer::sum) == 0;
  }
}
