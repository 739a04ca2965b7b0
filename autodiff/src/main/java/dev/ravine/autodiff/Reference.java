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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Evaluates a graph in double precision by naive loops: slow, and obviously right.
/// [dev.ravine.autodiff.Plan] and the derivatives are tested against it.
public final class Reference {

  private final Map<String, double[]> inputs;
  private final double[] theta;
  private final Map<Node, double[]> values = new HashMap<>();

  private Reference(Map<String, double[]> inputs, double[] theta) {
    this.inputs = inputs;
    this.theta = theta;
  }

  /// Evaluates nodes of one graph.
  ///
  /// @param nodes what to compute
  /// @param inputs a row-major array for each input by name
  /// @param theta the flat parameter vector
  /// @return a row-major array for each node
  public static List<double[]> evaluate(
      List<Node> nodes, Map<String, double[]> inputs, double[] theta) {
    Reference reference = new Reference(inputs, theta);
    return nodes.stream().map(reference::value).toList();
  }

  private double[] value(Node node) {
    double[] known = values.get(node);
    if (known != null) {
      return known;
    }
    double[] value = compute(node);
    values.put(node, value);
    return value;
  }

  private double[] compute(Node node) {
    Shape shape = node.shape();
    return switch (node.op()) {
      case Input(String name) -> input(name, shape);
      case Parameter(int offset) -> Arrays.copyOfRange(theta, offset, offset + shape.size());
      case Constant(double value) -> filled(shape.size(), value);
      case Add(Node a, Node b) -> zip(a, b, (x, y) -> x + y);
      case Subtract(Node a, Node b) -> zip(a, b, (x, y) -> x - y);
      case Multiply(Node a, Node b) -> zip(a, b, (x, y) -> x * y);
      case Divide(Node a, Node b) -> zip(a, b, (x, y) -> x / y);
      case Scale(Node x, double factor) -> map(x, v -> factor * v);
      case Apply(Function f, Node x) -> map(x, f::value);
      case Op.Map(ElementwiseFunction f, Node x) -> map(x, f::value);
      case LeakyRelu(Node x, double slope) -> map(x, v -> v > 0 ? v : slope * v);
      case LeakyReluGradient(Node a, Node b, double slope) ->
          zip(a, b, (u, v) -> v > 0 ? u : slope * u);
      case MatMul(Node a, Storage sa, Node b, Storage sb) ->
          matmul(shape, a, sa == Storage.TRANSPOSED, b, sb == Storage.TRANSPOSED);
      case Transpose(Node x) -> transpose(x);
      case Columns(Node x, int from) -> columns(x, from, shape.size(1));
      case Concat(Node a, Node b) -> concat(a, b);
      case Reshape(Node x) -> value(x);
      case Sum(Node x, int from, int to) -> sum(x, from, to);
      case Broadcast(Node x, int from, int to) -> broadcast(x, shape, from, to);
      case Softmax(Node x) -> softmax(x);
      case LogSumExp(Node x) -> logSumExp(x);
    };
  }

  private double[] input(String name, Shape shape) {
    double[] given = inputs.get(name);
    if (given == null) {
      throw new IllegalArgumentException("no value was given for input " + name);
    }
    if (given.length != shape.size()) {
      throw new IllegalArgumentException(
          "input %s must have %d elements, had %d".formatted(name, shape.size(), given.length));
    }
    return given;
  }

  private static double[] filled(int size, double value) {
    double[] out = new double[size];
    Arrays.fill(out, value);
    return out;
  }

  private double[] map(Node x, DoubleUnaryOperator f) {
    return Arrays.stream(value(x)).map(f).toArray();
  }

  private double[] zip(Node a, Node b, DoubleBinaryOperator f) {
    double[] x = value(a);
    double[] y = value(b);
    double[] out = new double[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsDouble(x[i], y[i]);
    }
    return out;
  }

  private double[] matmul(Shape shape, Node a, boolean ta, Node b, boolean tb) {
    int m = shape.size(0);
    int n = shape.size(1);
    int k = a.shape().size(ta ? 0 : 1);
    double[] x = value(a);
    double[] y = value(b);
    double[] out = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int p = 0; p < k; p++) {
          out[i * n + j] += x[ta ? p * m + i : i * k + p] * y[tb ? j * k + p : p * n + j];
        }
      }
    }
    return out;
  }

  private double[] transpose(Node x) {
    int rows = x.shape().size(0);
    int columns = x.shape().size(1);
    double[] in = value(x);
    double[] out = new double[in.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[j * rows + i] = in[i * columns + j];
      }
    }
    return out;
  }

  private double[] columns(Node x, int from, int count) {
    double[] in = value(x);
    double[] out = new double[x.shape().size(0) * count];
    for (int i = 0; i < out.length; i++) {
      out[i] = in[i / count * x.shape().size(1) + from + i % count];
    }
    return out;
  }

  private double[] concat(Node a, Node b) {
    double[] x = value(a);
    double[] y = value(b);
    int left = a.shape().size(1);
    int right = b.shape().size(1);
    double[] out = new double[x.length + y.length];
    for (int i = 0; i < out.length; i++) {
      int row = i / (left + right);
      int column = i % (left + right);
      out[i] = column < left ? x[row * left + column] : y[row * right + column - left];
    }
    return out;
  }

  private double[] sum(Node x, int from, int to) {
    Shape shape = x.shape();
    int count = shape.product(from, to);
    int inner = shape.product(to, shape.rank());
    double[] in = value(x);
    double[] out = new double[in.length / count];
    for (int i = 0; i < in.length; i++) {
      out[i / (count * inner) * inner + i % inner] += in[i];
    }
    return out;
  }

  private double[] broadcast(Node x, Shape shape, int from, int to) {
    int count = shape.product(from, to);
    int inner = shape.product(to, shape.rank());
    double[] in = value(x);
    double[] out = new double[shape.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = in[i / (count * inner) * inner + i % inner];
    }
    return out;
  }

  private double[] softmax(Node x) {
    double[] in = value(x);
    double[] logs = logSumExp(x);
    int columns = x.shape().size(1);
    double[] out = new double[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i] = StrictMath.exp(in[i] - logs[i / columns]);
    }
    return out;
  }

  private double[] logSumExp(Node x) {
    double[] in = value(x);
    int columns = x.shape().size(1);
    double[] out = new double[x.shape().size(0)];
    for (int r = 0; r < out.length; r++) {
      double[] row = Arrays.copyOfRange(in, r * columns, (r + 1) * columns);
      double maximum = Arrays.stream(row).max().orElseThrow();
      double sum = Arrays.stream(row).map(v -> StrictMath.exp(v - maximum)).sum();
      out[r] = maximum + StrictMath.log(sum);
    }
    return out;
  }
}
