package dev.ravine.autodiff;

import dev.ravine.autodiff.Op.Add;
import dev.ravine.autodiff.Op.Broadcast;
import dev.ravine.autodiff.Op.LeakyRelu;
import dev.ravine.autodiff.Op.MatMul;
import dev.ravine.autodiff.Op.Parameter;
import dev.ravine.kernels.GemmShape;
import dev.ravine.kernels.GemmShape.Activation;
import dev.ravine.kernels.GemmShape.Start;
import dev.ravine.kernels.GemmShape.Storage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is folded into matrix products: a bias that is added to each row, and a ReLU behind it.
final class Fusion {

  private final Uses uses;
  private final Map<Node, Product> products = new HashMap<>();
  private final Set<Node> absorbed = new HashSet<>();

  /// A matrix product with what is folded into it.
  record Product(MatMul product, @Nullable Node bias, Activation activation) {

    /// @param result its shape
    GemmShape shape(Shape result) {
      Shape a = product.a().shape();
      return new GemmShape(
          result.size(0),
          result.size(1),
          a.size(product.storageA() == Storage.TRANSPOSED ? 0 : 1),
          product.storageA(),
          product.storageB(),
          bias == null ? Start.ZERO : Start.BIAS,
          activation);
    }
  }

  Fusion(List<Node> needed, Uses uses) {
    this.uses = uses;
    fuse(needed);
  }

  /// The product that computes a node; none if something else does.
  @Nullable Product product(Node node) {
    return products.get(node);
  }

  /// Whether a node is computed within a product.
  boolean absorbs(Node node) {
    return absorbed.contains(node);
  }

  /// Finds product + bias, product → ReLU, and product + bias → ReLU.
  private void fuse(List<Node> needed) {
    for (Node node : needed) {
      switch (node.op()) {
        case MatMul product -> products.put(node, new Product(product, null, Activation.NONE));
        case Add(Node a, Node b) when onlyUse(a) && bias(b) != null -> {
          Product plain = Objects.requireNonNull(products.get(a));
          if (plain.bias() == null && plain.activation() == Activation.NONE) {
            products.put(node, new Product(plain.product(), bias(b), Activation.NONE));
            absorbed.add(a);
            if (b.op() instanceof Broadcast) {
              absorbBroadcast(b);
            }
          }
        }
        case LeakyRelu(Node x, double slope) when slope == 0 && onlyUse(x) -> {
          Product linear = Objects.requireNonNull(products.get(x));
          if (linear.activation() == Activation.NONE) {
            products.put(node, new Product(linear.product(), linear.bias(), Activation.RELU));
            absorbed.add(x);
          }
        }
        default -> {}
      }
    }
  }

  private boolean onlyUse(Node product) {
    return products.containsKey(product) && uses.of(product) == 1;
  }

  /// What is repeated for each row; with one row there is nothing to repeat, and a product begins
  /// with the parameter all the same, so that its bits do not depend on how many rows it has. A
  /// single number is repeated along both axes, and added behind the product.
  private static @Nullable Node bias(Node node) {
    if (node.shape().rank() != 2) {
      return null;
    }
    return switch (node.op()) {
      case Broadcast(Node x, int from, int to) when from == 0 && to == 1 -> x;
      case Parameter one when node.shape().size(0) == 1 && node.shape().size(1) > 1 -> node;
      default -> null;
    };
  }

  private void absorbBroadcast(Node repeat) {
    if (uses.release(repeat)) {
      absorbed.add(repeat);
    } else {
      uses.retainOperands(repeat);
    }
  }
}
