package dev.ravine.autodiff;

import dev.ravine.autodiff.Op.Add;
import dev.ravine.autodiff.Op.Divide;
import dev.ravine.autodiff.Op.Erf;
import dev.ravine.autodiff.Op.Exp;
import dev.ravine.autodiff.Op.Fill;
import dev.ravine.autodiff.Op.Gate;
import dev.ravine.autodiff.Op.Input;
import dev.ravine.autodiff.Op.Log;
import dev.ravine.autodiff.Op.LogSumExp;
import dev.ravine.autodiff.Op.MatMul;
import dev.ravine.autodiff.Op.Multiply;
import dev.ravine.autodiff.Op.Parameter;
import dev.ravine.autodiff.Op.Rectify;
import dev.ravine.autodiff.Op.Repeat;
import dev.ravine.autodiff.Op.Reshape;
import dev.ravine.autodiff.Op.Scale;
import dev.ravine.autodiff.Op.Sigmoid;
import dev.ravine.autodiff.Op.Softmax;
import dev.ravine.autodiff.Op.Softplus;
import dev.ravine.autodiff.Op.Sqrt;
import dev.ravine.autodiff.Op.Subtract;
import dev.ravine.autodiff.Op.Sum;
import dev.ravine.autodiff.Op.Tanh;
import dev.ravine.autodiff.Op.Transpose;
import dev.ravine.kernels.Gemm;
import dev.ravine.kernels.GemmShape;
import dev.ravine.kernels.GemmShape.Activation;
import dev.ravine.kernels.GemmShape.Start;
import dev.ravine.kernels.GemmShape.Storage;
import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the needed part of a graph into instructions, in the graph's own order.
///
/// A node's buffer is given back after its last use and serves again for a node of the same size;
/// an element-wise result may take over an operand's buffer. A node that only a fused neighbour
/// needs gets no instruction at all.
final class PlanCompiler<A> {

  private final Kernels<A> kernels;
  private final ThreadTeam team;
  private final Frame<A> frame;
  private final Map<Node, Integer> uses = new HashMap<>();
  private final Map<Node, FusedProduct> products = new HashMap<>();
  private final Set<Node> absorbed = new HashSet<>();
  private final Map<Node, Place<A>> places = new HashMap<>();
  private final Map<Node, Integer> gradientOffsets = new HashMap<>();
  private final Map<Integer, Deque<A>> free = new HashMap<>();
  private final Map<Node, A> buffers = new HashMap<>();
  private final Map<String, A> inputs = new LinkedHashMap<>();
  private final Map<Node, A> outputs = new LinkedHashMap<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Instruction.Elementwise> pending = new ArrayList<>();
  private int pendingSize;

  /// A matrix product with what is folded into it.
  private record FusedProduct(MatMul product, @Nullable Node bias, Activation activation) {}

  PlanCompiler(Kernels<A> kernels, List<Node> outputs, List<Node> gradient, ThreadTeam team) {
    this.kernels = kernels;
    this.team = team;
    frame = new Frame<>(kernels.array(0));
    List<Node> needed = needed(outputs, gradient);
    countUses(needed, outputs, gradient);
    fuse(needed);
    int offset = 0;
    for (Node node : gradient) {
      gradientOffsets.putIfAbsent(root(node), offset);
      offset += node.shape().size();
    }
    needed.stream().filter(node -> !absorbed.contains(node)).forEach(this::lower);
    flush();
    copyRepeatedGradients(gradient);
    for (Node node : outputs) {
      this.outputs.put(node, bufferOf(node));
    }
    flush();
  }

  Frame<A> frame() {
    return frame;
  }

  Map<String, A> inputs() {
    return inputs;
  }

  Map<Node, A> outputs() {
    return outputs;
  }

  List<Instruction> instructions() {
    return List.copyOf(instructions);
  }

  private static List<Node> needed(List<Node> outputs, List<Node> gradient) {
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

  /// Uses are counted at the node that owns the buffer; what is read after the run is never free.
  private void countUses(List<Node> needed, List<Node> outputs, List<Node> gradient) {
    for (Node node : needed) {
      if (!(node.op() instanceof Reshape)) {
        node.op().operands().forEach(operand -> uses.merge(root(operand), 1, Integer::sum));
      }
    }
    outputs.forEach(node -> uses.merge(root(node), 1, Integer::sum));
    gradient.forEach(node -> uses.merge(root(node), 1, Integer::sum));
  }

  private static Node root(Node node) {
    Node root = node;
    while (root.op() instanceof Reshape(Node x)) {
      root = x;
    }
    return root;
  }

  private int uses(Node node) {
    return uses.getOrDefault(root(node), 0);
  }

  /// Finds product + bias, product → rectifier, and product + bias → rectifier.
  private void fuse(List<Node> needed) {
    for (Node node : needed) {
      switch (node.op()) {
        case MatMul product -> products.put(node, new FusedProduct(product, null, Activation.NONE));
        case Add(Node a, Node b) when onlyUse(a) && bias(b) != null -> {
          FusedProduct plain = Objects.requireNonNull(products.get(a));
          if (plain.bias() == null && plain.activation() == Activation.NONE) {
            products.put(node, new FusedProduct(plain.product(), bias(b), Activation.NONE));
            absorbed.add(a);
            absorbRepeat(b);
          }
        }
        case Rectify(Node x, double slope) when slope == 0 && onlyUse(x) -> {
          FusedProduct linear = Objects.requireNonNull(products.get(x));
          if (linear.activation() == Activation.NONE) {
            products.put(node, new FusedProduct(linear.product(), linear.bias(), Activation.RELU));
            absorbed.add(x);
          }
        }
        default -> {}
      }
    }
  }

  private boolean onlyUse(Node product) {
    return products.containsKey(product) && uses(product) == 1;
  }

  private static @Nullable Node bias(Node node) {
    return node.op() instanceof Repeat(Node x, int from, int to)
            && from == 0
            && to == 1
            && node.shape().rank() == 2
        ? x
        : null;
  }

  private void absorbRepeat(Node repeat) {
    if (uses.merge(repeat, -1, Integer::sum) == 0) {
      absorbed.add(repeat);
    } else {
      repeat.op().operands().forEach(x -> uses.merge(root(x), 1, Integer::sum));
    }
  }

  private void lower(Node node) {
    FusedProduct fused = products.get(node);
    if (fused != null) {
      product(node, fused);
      return;
    }
    int size = node.shape().size();
    switch (node.op()) {
      case Input(String name) -> {
        A array = kernels.array(size);
        inputs.put(name, array);
        places.put(node, new Place.Buffer<>(array));
      }
      case Parameter(int offset) -> places.put(node, new Place.Theta<>(frame, offset));
      case Fill(double value) -> {
        A array = kernels.array(size);
        for (int i = 0; i < size; i++) {
          kernels.set(array, i, value);
        }
        places.put(node, new Place.Buffer<>(array));
      }
      case Reshape(Node x) -> {}
      case MatMul product -> throw new AssertionError("products are lowered above");
      case Add(Node a, Node b) -> zip(node, a, b, kernels::add);
      case Subtract(Node a, Node b) -> zip(node, a, b, kernels::subtract);
      case Multiply(Node a, Node b) -> zip(node, a, b, kernels::multiply);
      case Divide(Node a, Node b) -> zip(node, a, b, kernels::divide);
      case Scale(Node x, double factor) ->
          map(node, x, (in, out, from, to) -> kernels.scale(in, factor, out, from, to));
      case Sqrt(Node x) -> map(node, x, kernels::sqrt);
      case Exp(Node x) -> map(node, x, kernels::exp);
      case Log(Node x) -> map(node, x, kernels::log);
      case Tanh(Node x) -> map(node, x, kernels::tanh);
      case Sigmoid(Node x) -> map(node, x, kernels::sigmoid);
      case Softplus(Node x) -> map(node, x, kernels::softplus);
      case Erf(Node x) -> map(node, x, kernels::erf);
      case Rectify(Node x, double slope) ->
          map(node, x, (in, out, from, to) -> kernels.rectify(in, slope, out, from, to));
      case Gate(Node g, Node x, double slope) ->
          zip(node, g, x, (a, b, out, from, to) -> kernels.gate(a, b, slope, out, from, to));
      case Transpose(Node x) -> {
        int rows = node.shape().size(0);
        int columns = node.shape().size(1);
        whole(node, x, (in, out) -> kernels.copy(in, 0, 1, rows, out, 0, columns, rows, columns));
      }
      case Sum(Node x, int from, int to) -> {
        int outer = x.shape().product(0, from);
        int count = x.shape().product(from, to);
        int inner = x.shape().product(to, x.shape().rank());
        whole(node, x, (in, out) -> kernels.sum(in, out, outer, count, inner));
      }
      case Repeat(Node x, int from, int to) -> {
        int outer = node.shape().product(0, from);
        int count = node.shape().product(from, to);
        int inner = node.shape().product(to, node.shape().rank());
        whole(node, x, (in, out) -> kernels.repeat(in, out, outer, count, inner));
      }
      case Softmax(Node x) -> {
        int rows = x.shape().size(0);
        int columns = x.shape().size(1);
        whole(node, x, (in, out) -> kernels.softmax(in, out, rows, columns));
      }
      case LogSumExp(Node x) -> {
        int rows = x.shape().size(0);
        int columns = x.shape().size(1);
        A scratch = kernels.array(x.shape().size());
        whole(node, x, (in, out) -> kernels.logSumExp(in, scratch, out, rows, columns));
      }
    }
  }

  private interface Unary<A> {
    void run(A in, A out, int from, int to);
  }

  private interface Binary<A> {
    void run(A a, A b, A out, int from, int to);
  }

  private interface Whole<A> {
    void run(A in, A out);
  }

  private void map(Node node, Node x, Unary<A> f) {
    A in = bufferOf(x);
    release(x);
    A out = allocate(node);
    elementwise(node, (from, to) -> f.run(in, out, from, to));
  }

  private void zip(Node node, Node a, Node b, Binary<A> f) {
    A x = bufferOf(a);
    A y = bufferOf(b);
    release(a);
    release(b);
    A out = allocate(node);
    elementwise(node, (from, to) -> f.run(x, y, out, from, to));
  }

  private void elementwise(Node node, Instruction.Elementwise operation) {
    int size = node.shape().size();
    if (size != pendingSize) {
      flush();
      pendingSize = size;
    }
    pending.add(operation);
    finish(node);
  }

  private void whole(Node node, Node x, Whole<A> f) {
    A in = bufferOf(x);
    flush();
    A out = allocate(node);
    instructions.add(() -> f.run(in, out));
    release(x);
    finish(node);
  }

  private void flush() {
    if (!pending.isEmpty()) {
      instructions.add(new Instruction.Fused(pending, pendingSize, team));
      pending.clear();
    }
  }

  private void product(Node node, FusedProduct fused) {
    flush();
    MatMul product = fused.product();
    Node bias = fused.bias();
    Place<A> a = placeOf(product.a());
    Place<A> b = placeOf(product.b());
    Place<A> start = bias == null ? a : placeOf(bias);
    int k = product.a().shape().size(product.transposeA() ? 0 : 1);
    GemmShape shape =
        new GemmShape(
            node.shape().size(0),
            node.shape().size(1),
            k,
            product.transposeA() ? Storage.TRANSPOSED : Storage.STRAIGHT,
            product.transposeB() ? Storage.TRANSPOSED : Storage.STRAIGHT,
            bias == null ? Start.ZERO : Start.BIAS,
            fused.activation());
    Gemm<A> gemm = kernels.gemm(shape, team);
    Place<A> c = productTarget(node);
    instructions.add(() ->
        gemm.run(
            a.array(),
            a.offset(),
            b.array(),
            b.offset(),
            c.array(),
            c.offset(),
            start.array(),
            start.offset()));
    release(product.a());
    release(product.b());
    if (bias != null) {
      release(bias);
    }
  }

  /// A product that is needed as gradient alone is written there at once.
  private Place<A> productTarget(Node node) {
    Integer offset = gradientOffsets.get(node);
    if (offset != null && uses(node) == 1) {
      Place<A> target = new Place.InGradient<>(frame, offset);
      places.put(node, target);
      return target;
    }
    A buffer = allocate(node);
    finish(node);
    return new Place.Buffer<>(buffer);
  }

  /// Copies a result into the gradient if it belongs there.
  private void finish(Node node) {
    Integer offset = gradientOffsets.get(node);
    if (offset != null) {
      flush();
      copyToGradient(bufferOf(node), offset, node.shape().size());
    }
  }

  private void copyToGradient(A from, int offset, int size) {
    instructions.add(() -> kernels.copy(from, 0, size, 1, frame.gradient, offset, size, 1, size));
  }

  /// A node that is the gradient of several parameters, or that no instruction computes.
  private void copyRepeatedGradients(List<Node> gradient) {
    int offset = 0;
    for (Node node : gradient) {
      Node root = root(node);
      boolean written =
          Objects.equals(gradientOffsets.get(root), offset)
              && !(root.op() instanceof Fill || root.op() instanceof Input)
              && !(root.op() instanceof Parameter);
      if (!written) {
        copyToGradient(bufferOf(root), offset, node.shape().size());
      }
      offset += node.shape().size();
    }
  }

  private Place<A> placeOf(Node node) {
    return Objects.requireNonNull(places.get(root(node)), "operands come first");
  }

  /// The array that holds a node's value from its beginning; parameters are copied into one.
  private A bufferOf(Node node) {
    Place<A> place = placeOf(node);
    if (place instanceof Place.Buffer<A>(A array)) {
      return array;
    }
    int size = node.shape().size();
    A copy = kernels.array(size);
    flush();
    instructions.add(
        () -> kernels.copy(place.array(), place.offset(), size, 1, copy, 0, size, 1, size));
    if (place instanceof Place.Theta<A>) {
      places.put(root(node), new Place.Buffer<>(copy));
    }
    return copy;
  }

  private A allocate(Node node) {
    Deque<A> sameSize = free.get(node.shape().size());
    A buffer =
        sameSize == null || sameSize.isEmpty()
            ? kernels.array(node.shape().size())
            : sameSize.pop();
    places.put(node, new Place.Buffer<>(buffer));
    buffers.put(node, buffer);
    return buffer;
  }

  private void release(Node node) {
    Node root = root(node);
    if (uses.merge(root, -1, Integer::sum) == 0) {
      A buffer = buffers.remove(root);
      if (buffer != null) {
        free.computeIfAbsent(root.shape().size(), size -> new ArrayDeque<>()).push(buffer);
      }
    }
  }
}
