package dev.ravine.autodiff;

import dev.ravine.autodiff.Op.Add;
import dev.ravine.autodiff.Op.Apply;
import dev.ravine.autodiff.Op.Broadcast;
import dev.ravine.autodiff.Op.Columns;
import dev.ravine.autodiff.Op.Concat;
import dev.ravine.autodiff.Op.Constant;
import dev.ravine.autodiff.Op.Divide;
import dev.ravine.autodiff.Op.Input;
import dev.ravine.autodiff.Op.LeakyRelu;
import dev.ravine.autodiff.Op.LeakyReluGradient;
import dev.ravine.autodiff.Op.LogSumExp;
import dev.ravine.autodiff.Op.MatMul;
import dev.ravine.autodiff.Op.Multiply;
import dev.ravine.autodiff.Op.Parameter;
import dev.ravine.autodiff.Op.Reshape;
import dev.ravine.autodiff.Op.Scale;
import dev.ravine.autodiff.Op.Softmax;
import dev.ravine.autodiff.Op.Subtract;
import dev.ravine.autodiff.Op.Sum;
import dev.ravine.autodiff.Op.Transpose;
import dev.ravine.kernels.GemmShape.Storage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Differentiation: a graph is extended by nodes that compute its derivatives, in terms of the same
/// ops (reverse mode).
public final class Gradient {

  private final Graph graph;
  private final Map<Node, Node> adjoints = new HashMap<>();
  private final Set<Node> active = new HashSet<>();

  private Gradient(Graph graph) {
    this.graph = graph;
  }

  /// Adds the derivatives of a scalar.
  ///
  /// @param value the scalar
  /// @param withRespectTo nodes of the same graph
  /// @return a node for each of them, of its shape
  public static List<Node> of(Node value, List<Node> withRespectTo) {
    if (value.shape().size() != 1) {
      throw new IllegalArgumentException(
          "only a scalar has a gradient, was given " + value.shape());
    }
    return timesJacobian(value, value.graph().constant(1, value.shape()), withRespectTo);
  }

  /// A vector times a Jacobian: what flows back from a node to others. The vector is taken as it
  /// is, even if it depends on them.
  ///
  /// @param value any node
  /// @param vector of its shape
  /// @param withRespectTo nodes of the same graph
  /// @return a node for each of them, of its shape: vectorᵀ · ∂value / ∂node
  public static List<Node> timesJacobian(Node value, Node vector, List<Node> withRespectTo) {
    if (!vector.shape().equals(value.shape())) {
      throw new IllegalArgumentException(
          "the vector must have the shape of the value, %s, has %s"
              .formatted(value.shape(), vector.shape()));
    }
    Gradient gradient = new Gradient(value.graph());
    gradient.run(value, vector, withRespectTo);
    return withRespectTo.stream().map(gradient::adjoint).toList();
  }

  private void run(Node value, Node vector, List<Node> withRespectTo) {
    active.addAll(withRespectTo);
    List<Node> before = List.copyOf(graph.nodes().subList(0, value.id() + 1));
    for (Node node : before) {
      if (node.op().operands().stream().anyMatch(active::contains)) {
        active.add(node);
      }
    }
    adjoints.put(value, vector);
    for (Node node : before.reversed()) {
      Node adjoint = adjoints.get(node);
      if (adjoint != null && active.contains(node)) {
        propagate(node, adjoint);
      }
    }
  }

  private Node adjoint(Node node) {
    Node adjoint = adjoints.get(node);
    return adjoint == null ? graph.constant(0, node.shape()) : adjoint;
  }

  private void contribute(Node operand, Node contribution) {
    adjoints.merge(operand, contribution, Node::add);
  }

  /// Adds to the operands' adjoints what flows through one node; g is the node's own adjoint.
  private void propagate(Node node, Node g) {
    switch (node.op()) {
      case Input input -> {}
      case Parameter parameter -> {}
      case Constant fill -> {}
      case Add(Node a, Node b) -> {
        to(a, () -> g);
        to(b, () -> g);
      }
      case Subtract(Node a, Node b) -> {
        to(a, () -> g);
        to(b, () -> g.scale(-1));
      }
      case Multiply(Node a, Node b) -> {
        to(a, () -> g.multiply(b));
        to(b, () -> g.multiply(a));
      }
      case Divide(Node a, Node b) -> {
        to(a, () -> g.divide(b));
        to(b, () -> g.multiply(node).divide(b).scale(-1));
      }
      case Scale(Node x, double factor) -> to(x, () -> g.scale(factor));
      case Apply(Function f, Node x) -> to(x, () -> f.gradient(x, node, g));
      case Op.Map(ElementwiseFunction f, Node x) -> to(x, () -> g.multiply(x.map(f.derivative())));
      // The sign of the result is that of the operand, which then need not be kept.
      case LeakyRelu(Node x, double slope) ->
          to(x, () -> graph.add(new LeakyReluGradient(g, node, slope), x.shape()));
      case LeakyReluGradient(Node a, Node b, double slope) ->
          to(a, () -> graph.add(new LeakyReluGradient(g, b, slope), a.shape()));
      case MatMul(Node a, Storage sa, Node b, Storage sb) -> {
        to(
            a,
            () ->
                sa == Storage.TRANSPOSED
                    ? graph.matmul(b, sb, g, Storage.TRANSPOSED)
                    : graph.matmul(g, Storage.NORMAL, b, sb.other()));
        to(
            b,
            () ->
                sb == Storage.TRANSPOSED
                    ? graph.matmul(g, Storage.TRANSPOSED, a, sa)
                    : graph.matmul(a, sa.other(), g, Storage.NORMAL));
      }
      case Transpose(Node x) -> to(x, g::transpose);
      case Columns(Node x, int from) -> to(x, () -> padded(g, from, x.shape().size(1)));
      case Concat(Node a, Node b) -> {
        int left = a.shape().size(1);
        to(a, () -> g.columns(0, left));
        to(b, () -> g.columns(left, node.shape().size(1)));
      }
      case Reshape(Node x) -> to(x, () -> g.reshape(x.shape()));
      case Sum(Node x, int from, int to) -> to(x, () -> graph.broadcast(g, from, to, x.shape()));
      case Broadcast(Node x, int from, int to) -> to(x, () -> g.sum(from, to));
      case Softmax(Node x) -> to(x, () -> node.multiply(g.subtract(g.multiply(node).sum(1, 2))));
      case LogSumExp(Node x) -> to(x, () -> x.softmax().multiply(g));
    }
  }

  /// Zeros to the left and to the right, up to a width.
  private Node padded(Node x, int left, int width) {
    int rows = x.shape().size(0);
    int right = width - left - x.shape().size(1);
    Node padded = left == 0 ? x : graph.constant(0, Shape.of(rows, left)).concat(x);
    return right == 0 ? padded : padded.concat(graph.constant(0, Shape.of(rows, right)));
  }

  private void to(Node operand, Supplier<Node> contribution) {
    if (active.contains(operand)) {
      contribute(operand, contribution.get());
    }
  }

  /// A generalized Gauss–Newton matrix times a vector: Jᵀ H J v, with J the derivatives of the
  /// outputs and H the Hessian of a loss of them.
  ///
  /// J v is the derivative of uᵀ J v, which is linear in u.
  ///
  /// Schraudolph: Fast Curvature Matrix-Vector Products for Second-Order Gradient Descent (Neural
  /// Computation 14, 2002).
  ///
  /// @param outputs of a model
  /// @param loss a scalar that depends on the variables by the outputs alone
  /// @param withRespectTo nodes of the same graph
  /// @param vector a node for each of them, of its shape
  /// @param anything an input of the shape of the outputs; its values do not matter
  /// @return a node for each of them, of its shape
  public static List<Node> gaussNewtonTimes(
      Node outputs, Node loss, List<Node> withRespectTo, List<Node> vector, Node anything) {
    Node ofOutputs = of(loss, List.of(outputs)).getFirst();
    List<Node> back = timesJacobian(outputs, anything, withRespectTo);
    Node forward = of(product(back, vector), List.of(anything)).getFirst();
    Node curved = timesJacobian(ofOutputs, forward, List.of(outputs)).getFirst();
    return timesJacobian(outputs, curved, withRespectTo);
  }

  private static Node product(List<Node> a, List<Node> b) {
    return IntStream.range(0, b.size())
        .mapToObj(i -> a.get(i).multiply(b.get(i)).sum())
        .reduce(Node::add)
        .orElseThrow(() -> new IllegalArgumentException("a Hessian needs variables"));
  }

  /// A Hessian times a vector: the gradient of the gradient's inner product with the vector.
  ///
  /// @param value a scalar
  /// @param withRespectTo nodes of the same graph
  /// @param vector a node for each of them, of its shape
  /// @return a node for each of them: ∇²value · vector
  public static List<Node> hessianTimes(Node value, List<Node> withRespectTo, List<Node> vector) {
    List<Node> gradient = of(value, withRespectTo);
    return of(product(gradient, vector), withRespectTo);
  }
}
