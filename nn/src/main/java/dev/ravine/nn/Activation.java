package dev.ravine.nn;

import dev.ravine.autodiff.Node;

/// What follows a hidden layer.
public enum Activation {
  /// max(0, x).
  RELU {
    @Override
    Node apply(Node x) {
      return x.relu();
    }
  },
  /// x where positive, else x / 100.
  LEAKY_RELU {
    @Override
    Node apply(Node x) {
      return x.leakyRelu(0.01);
    }
  },
  /// tanh x.
  TANH {
    @Override
    Node apply(Node x) {
      return x.tanh();
    }
  },
  /// 1 / (1 + e⁻ˣ).
  SIGMOID {
    @Override
    Node apply(Node x) {
      return x.sigmoid();
    }
  };

  abstract Node apply(Node x);
}
