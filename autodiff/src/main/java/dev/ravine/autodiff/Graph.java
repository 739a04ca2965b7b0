package dev.ravine.autodiff;

import dev.ravine.kernels.GemmShape.Storage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/// A function as data: nodes in an order in which operands come first. Graphs only grow.
public final class Graph {

  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> inputs = new HashSet<>();
  private int parameters;

  /// An empty graph.
  public Graph() {}

  /// All nodes.
  ///
  /// @return the nodes by their ids
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /// The length of the flat parameter vector.
  ///
  /// @return the index after the last parameter
  public int parameters() {
    return parameters;
  }

  /// A value given anew for every run.
  ///
  /// @param name not used before in this graph
  /// @param sizes of its axes
  /// @return the node
  public Node input(String name, int... sizes) {
    if (!inputs.add(name)) {
      throw new IllegalArgumentException("two inputs have the name " + name);
    }
    return add(new Op.Input(name), Shape.of(sizes));
  }

  /// The next part of the flat parameter vector.
  ///
  /// @param sizes of its axes
  /// @return the node
  public Node parameter(int... sizes) {
    Shape shape = Shape.of(sizes);
    Node node = add(new Op.Parameter(parameters), shape);
    parameters = Math.addExact(parameters, shape.size());
    return node;
  }

  /// The same number everywhere.
  ///
  /// @param value the number
  /// @param shape any
  /// @return the node
  public Node constant(double value, Shape shape) {
    return add(new Op.Constant(value), shape);
  }

  /// Adds a node, or finds the constant that it would be.
  Node add(Op op, Shape shape) {
    Op simple = simplified(op, shape);
    for (Node operand : simple.operands()) {
      if (operand.graph() != this) {
        throw new IllegalArgumentException(operand + " belongs to another graph");
      }
    }
    Node node = new Node(this, nodes.size(), simple, shape);
    nodes.add(node);
    return node;
  }

  private static Op simplified(Op op, Shape shape) {
    return switch (op) {
      case Op.Scale(Node x, double factor) when x.op() instanceof Op.Constant(double value) ->
          new Op.Constant(factor * value);
      case Op.Broadcast(Node x, int from, int to) when x.op() instanceof Op.Constant fill -> fill;
      case Op.Reshape(Node x) when x.op() instanceof Op.Constant fill -> fill;
      case Op.Multiply(Node a, Node b) when b.op() instanceof Op.Constant(double value) ->
          simplified(new Op.Scale(a, value), shape);
      case Op.Multiply(Node a, Node b) when a.op() instanceof Op.Constant(double value) ->
          simplified(new Op.Scale(b, value), shape);
      default -> op;
    };
  }

  Node matmul(Node a, Storage storageA, Node b, Storage storageB) {
    requireMatrix("matmul", a);
    requireMatrix("matmul", b);
    boolean transposeA = storageA == Storage.TRANSPOSED;
    boolean transposeB = storageB == Storage.TRANSPOSED;
    int m = a.shape().size(transposeA ? 1 : 0);
    int k = a.shape().size(transposeA ? 0 : 1);
    int n = b.shape().size(transposeB ? 0 : 1);
    if (b.shape().size(transposeB ? 1 : 0) != k) {
      throw new IllegalArgumentException(
          "matmul needs as many columns as rows: %s%s times %s%s"
              .formatted(
                  a.shape(),
                  transposeA ? " transposed" : "",
                  b.shape(),
                  transposeB ? " transposed" : ""));
    }
    return add(new Op.MatMul(a, storageA, b, storageB), Shape.of(m, n));
  }

  Node columns(Node x, int from, int to) {
    requireMatrix("columns", x);
    if (from < 0 || to <= from || to > x.shape().size(1)) {
      throw new IllegalArgumentException(
          "columns must be within 0 … %d, were %d … %d".formatted(x.shape().size(1), from, to));
    }
    return add(new Op.Columns(x, from), Shape.of(x.shape().size(0), to - from));
  }

  Node concat(Node a, Node b) {
    requireMatrix("concat", a);
    requireMatrix("concat", b);
    if (a.shape().size(0) != b.shape().size(0)) {
      throw new IllegalArgumentException(
          "concat needs as many rows: %s and %s".formatted(a.shape(), b.shape()));
    }
    return add(
        new Op.Concat(a, b), Shape.of(a.shape().size(0), a.shape().size(1) + b.shape().size(1)));
  }

  /// An element-wise op of two operands, of which either is repeated where it has size 1.
  Node zip(String what, Node a, Node b, BiFunction<Node, Node, Op> op) {
    Shape common = broadcast(what, a, b);
    return add(op.apply(broadcast(a, common), broadcast(b, common)), common);
  }

  /// The shape that both operands of an element-wise op can be repeated to.
  Shape broadcast(String what, Node a, Node b) {
    int rank = a.shape().rank();
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank && b.shape().rank() == rank; axis++) {
      int x = a.shape().size(axis);
      int y = b.shape().size(axis);
      if (x == y || x == 1 || y == 1) {
        sizes.add(Math.max(x, y));
      }
    }
    if (b.shape().rank() != rank || sizes.size() != rank) {
      throw new IllegalArgumentException(
          "%s needs equal sizes, or 1, in every axis: %s and %s"
              .formatted(what, a.shape(), b.shape()));
    }
    return new Shape(sizes);
  }

  /// Repeats a node along every axis in which it has size 1 and the target has more.
  Node broadcast(Node x, Shape target) {
    Node result = x;
    for (int axis = 0; axis < target.rank(); axis++) {
      if (result.shape().size(axis) == target.size(axis)) {
        continue;
      }
      int end = axis + 1;
      while (end < target.rank() && result.shape().size(end) == 1) {
        end++;
      }
      result = broadcast(result, axis, end, target);
    }
    return result;
  }

  /// Repeats along axes `fromAxis` … `toAxis − 1`, to the sizes that the target has there.
  Node broadcast(Node x, int fromAxis, int toAxis, Shape target) {
    List<Integer> sizes = new ArrayList<>(x.shape().sizes());
    for (int axis = fromAxis; axis < toAxis; axis++) {
      sizes.set(axis, target.size(axis));
    }
    return add(new Op.Broadcast(x, fromAxis, toAxis), new Shape(sizes));
  }

  void requireMatrix(String what, Node x) {
    if (x.shape().rank() != 2) {
      throw new IllegalArgumentException(what + " needs a matrix, was given " + x.shape());
    }
  }

  void requireAxes(String what, Node x, int fromAxis, int toAxis) {
    if (fromAxis < 0 || toAxis < fromAxis || toAxis > x.shape().rank()) {
      throw new IllegalArgumentException(
          "%s over axes %d to %d needs them within %s"
              .formatted(what, fromAxis, toAxis, x.shape()));
    }
  }
}
