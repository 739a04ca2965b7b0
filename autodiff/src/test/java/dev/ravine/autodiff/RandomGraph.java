package dev.ravine.autodiff;

import dev.ravine.kernels.GemmShape.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A random function of parameters and inputs, smooth where it is evaluated (almost surely), with
/// every op in it sooner or later.
final class RandomGraph {

  final Graph graph = new Graph();
  final List<Node> parameters = new ArrayList<>();
  final Map<String, double[]> inputs = new HashMap<>();
  final double[] theta;
  final Node loss;
  private final Random random;

  /// x to the power of n, a function of one's own that has all derivatives.
  private record Power(int n, double factor) implements ElementwiseFunction {
    Power(int n) {
      this(n, 1);
    }

    @Override
    public double value(double x) {
      return factor * Math.pow(x, n);
    }

    @Override
    public ElementwiseFunction derivative() {
      return n == 0 ? new Power(0, 0) : new Power(n - 1, factor * n);
    }
  }

  RandomGraph(long seed) {
    random = new Random(seed);
    int rows = 1 + random.nextInt(7);
    Node x = graph.input("x", rows, 1 + random.nextInt(5));
    inputs.put("x", values(x));
    List<Node> matrices = new ArrayList<>(List.of(x));
    for (int i = 0; i < 3 + random.nextInt(8); i++) {
      matrices.add(grow(pick(matrices), matrices));
    }
    Node total = matrices.getLast().mean();
    for (Node matrix : matrices) {
      if (random.nextInt(3) == 0) {
        total = total.add(matrix.multiply(matrix).mean().scale(0.3));
      }
    }
    loss = total;
    theta = random.doubles(Math.max(1, graph.parameters()), -1, 1).toArray();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private double[] values(Node node) {
    return random.doubles(node.shape().size(), -1, 1).toArray();
  }

  private Node parameter(int... sizes) {
    Node node = graph.parameter(sizes);
    parameters.add(node);
    return node;
  }

  private Node grow(Node x, List<Node> matrices) {
    int rows = x.shape().size(0);
    int columns = x.shape().size(1);
    int width = 1 + random.nextInt(6);
    return switch (random.nextInt(24)) {
      case 0 -> x.matmul(parameter(columns, width)).add(parameter(1, width)).relu();
      case 1 -> x.matmul(parameter(columns, width)).add(parameter(1, width)).leakyRelu(0.1);
      case 2 -> x.matmul(parameter(columns, width)).relu();
      case 3 -> graph.matmul(x, Storage.TRANSPOSED, parameter(rows, width), Storage.NORMAL);
      case 4 -> graph.matmul(x, Storage.NORMAL, parameter(width, columns), Storage.TRANSPOSED);
      case 5 -> graph.matmul(x, Storage.TRANSPOSED, parameter(width, rows), Storage.TRANSPOSED);
      case 6 -> x.tanh();
      case 7 -> x.sigmoid();
      case 8 -> x.scale(0.3).exp();
      case 9 -> x.multiply(x).add(graph.constant(1, x.shape())).log();
      case 10 -> x.multiply(x).add(graph.constant(1, x.shape())).sqrt();
      case 11 -> x.divide(x.multiply(x).sum(0, 2).add(graph.constant(1, Shape.of(1, 1))));
      case 12 -> x.subtract(parameter(rows, 1)).transpose();
      case 13 -> x.softmax().subtract(x.sum(1, 2));
      case 14 -> x.logSumExp().multiply(x);
      case 15 -> x.reshape(Shape.of(1, rows * columns)).add(parameter(1, rows * columns));
      case 16 -> x.softplus();
      case 17 -> x.erf();
      case 18 -> x.gelu();
      case 19 -> x.silu();
      case 20 -> x.map(new Power(3));
      case 21 -> {
        int from = random.nextInt(columns);
        yield x.columns(from, from + 1 + random.nextInt(columns - from));
      }
      case 22 -> x.concat(x.multiply(parameter(rows, 1)));
      default -> {
        Node other = pick(matrices);
        yield other.shape().equals(x.shape()) ? x.multiply(other) : x.add(parameter(1, 1));
      }
    };
  }
}
