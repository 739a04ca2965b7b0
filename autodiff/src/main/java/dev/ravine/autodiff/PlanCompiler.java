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
import dev.ravine.kernels.Gemm;
import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns the needed part of a graph into instructions, in the graph's own order.
///
/// A node's buffer is given back after its last use and serves again for a node of the same size;
/// an element-wise result may take over an operand's buffer. [Uses] counts the uses; what [Fusion]
/// folds into a matrix product gets no instruction.
final class PlanCompiler<A> {

  private final Kernels<A> kernels;
  private final ThreadTeam team;
  private final Frame<A> frame;
  private final Uses uses;
  private final Fusion fusion;
  private final Map<Node, Location<A>> places = new HashMap<>();
  private final Map<Node, Integer> gradientOffsets = new HashMap<>();
  private final Buffers<A> buffers;
  private final Map<String, A> inputs = new LinkedHashMap<>();
  private final Map<Node, A> outputs = new LinkedHashMap<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Instruction.Elementwise> pending = new ArrayList<>();
  private int pendingSize;

  PlanCompiler(Kernels<A> kernels, List<Node> outputs, List<Node> gradient, ThreadTeam team) {
    this.kernels = kernels;
    this.team = team;
    frame = new Frame<>(kernels.array(0));
    buffers = new Buffers<>(kernels);
    List<Node> needed = Uses.needed(outputs, gradient);
    uses = new Uses(needed, outputs, gradient);
    fusion = new Fusion(needed, uses);
    int offset = 0;
    for (Node node : gradient) {
      gradientOffsets.putIfAbsent(Uses.root(node), offset);
      offset += node.shape().size();
    }
    needed.stream().filter(node -> !fusion.absorbs(node)).forEach(this::lower);
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

  private void lower(Node node) {
    Fusion.@Nullable Product fused = fusion.product(node);
    if (fused != null) {
      product(node, fused);
      return;
    }
    int size = node.shape().size();
    switch (node.op()) {
      case Input(String name) -> {
        A array = kernels.array(size);
        inputs.put(name, array);
        places.put(node, new Location.Buffer<>(array));
      }
      case Parameter(int offset) -> places.put(node, new Location.Theta<>(frame, offset));
      case Constant(double value) -> {
        A array = kernels.array(size);
        kernels.map(x -> value, array, array, 0, size);
        places.put(node, new Location.Buffer<>(array));
      }
      case Reshape(Node x) -> {}
      case MatMul product -> throw new AssertionError("products are lowered above");
      case Add(Node a, Node b) -> zip(node, a, b, kernels::add);
      case Subtract(Node a, Node b) -> zip(node, a, b, kernels::subtract);
      case Multiply(Node a, Node b) -> zip(node, a, b, kernels::multiply);
      case Divide(Node a, Node b) -> zip(node, a, b, kernels::divide);
      case Scale(Node x, double factor) ->
          map(node, x, (in, out, from, to) -> kernels.scale(in, factor, out, from, to));
      case Apply(Function f, Node x) ->
          map(node, x, (in, out, from, to) -> kernels.apply(f.kernel(), in, out, from, to));
      case Op.Map(ElementwiseFunction f, Node x) ->
          map(node, x, (in, out, from, to) -> kernels.map(f::value, in, out, from, to));
      case LeakyRelu(Node x, double slope) ->
          map(node, x, (in, out, from, to) -> kernels.leakyRelu(in, slope, out, from, to));
      case LeakyReluGradient(Node a, Node b, double slope) ->
          zip(
              node,
              a,
              b,
              (g, x, out, from, to) -> kernels.leakyReluGradient(g, x, slope, out, from, to));
      case Transpose(Node x) -> {
        int rows = node.shape().size(0);
        int columns = node.shape().size(1);
        whole(node, x, (in, out) -> kernels.copy(in, 0, 1, rows, out, 0, columns, rows, columns));
      }
      case Columns(Node x, int from) -> {
        int width = x.shape().size(1);
        int count = node.shape().size(1);
        int rows = node.shape().size(0);
        whole(node, x, (in, out) -> kernels.copy(in, from, width, 1, out, 0, count, rows, count));
      }
      case Concat(Node a, Node b) -> {
        A right = bufferOf(b);
        int left = a.shape().size(1);
        int count = b.shape().size(1);
        whole(node, a, (in, out) -> kernels.concat(in, left, right, count, out));
        release(b);
      }
      case Sum(Node x, int from, int to) -> {
        int outer = x.shape().product(0, from);
        int count = x.shape().product(from, to);
        int inner = x.shape().product(to, x.shape().rank());
        whole(node, x, (in, out) -> kernels.sum(in, out, outer, count, inner));
      }
      case Broadcast(Node x, int from, int to) -> {
        int outer = node.shape().product(0, from);
        int count = node.shape().product(from, to);
        int inner = node.shape().product(to, node.shape().rank());
        whole(node, x, (in, out) -> kernels.broadcast(in, out, outer, count, inner));
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

  private void product(Node node, Fusion.Product fused) {
    flush();
    MatMul product = fused.product();
    Node bias = fused.bias();
    Location<A> a = placeOf(product.a());
    Location<A> b = placeOf(product.b());
    Location<A> start = bias == null ? a : placeOf(bias);
    Gemm<A> gemm = kernels.gemm(fused.shape(node.shape()), team);
    Location<A> c = productTarget(node);
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
    if (c instanceof Location.Buffer<A>) {
      finish(node);
    }
    release(product.a());
    release(product.b());
    if (bias != null) {
      release(bias);
    }
  }

  /// A product that is needed as gradient alone is written there at once.
  private Location<A> productTarget(Node node) {
    Integer offset = gradientOffsets.get(node);
    if (offset != null && uses.of(node) == 1) {
      Location<A> target = new Location.InGradient<>(frame, offset);
      places.put(node, target);
      return target;
    }
    return new Location.Buffer<>(allocate(node));
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
      Node root = Uses.root(node);
      boolean written =
          Objects.equals(gradientOffsets.get(root), offset)
              && !(root.op() instanceof Constant || root.op() instanceof Input)
              && !(root.op() instanceof Parameter);
      if (!written) {
        copyToGradient(bufferOf(root), offset, node.shape().size());
      }
      offset += node.shape().size();
    }
  }

  private Location<A> placeOf(Node node) {
    return Objects.requireNonNull(places.get(Uses.root(node)), "operands come first");
  }

  /// The array that holds a node's value from its beginning; parameters are copied into one.
  private A bufferOf(Node node) {
    Location<A> place = placeOf(node);
    if (place instanceof Location.Buffer<A>(A array)) {
      return array;
    }
    int size = node.shape().size();
    A copy = kernels.array(size);
    flush();
    instructions.add(
        () -> kernels.copy(place.array(), place.offset(), size, 1, copy, 0, size, 1, size));
    if (place instanceof Location.Theta<A>) {
      places.put(Uses.root(node), new Location.Buffer<>(copy));
    }
    return copy;
  }

  private A allocate(Node node) {
    A buffer = buffers.allocate(node);
    places.put(node, new Location.Buffer<>(buffer));
    return buffer;
  }

  private void release(Node node) {
    Node root = Uses.root(node);
    if (uses.release(root)) {
      buffers.free(root);
    }
  }
}
