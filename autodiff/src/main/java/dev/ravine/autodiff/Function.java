package dev.ravine.autodiff;

import dev.ravine.kernels.function.ElementaryFunction;

/// A function of one number, applied element by element: its value, for [Reference], and its
/// derivative, for [Gradient]. [Plan] runs its kernel.
public enum Function {
  /// √x.
  SQRT(ElementaryFunction.SQRT) {
    @Override
    double value(double x) {
      return StrictMath.sqrt(x);
    }

    @Override
    Node gradient(Node x, Node y, Node g) {
      return g.divide(y).scale(0.5);
    }
  },
  /// eˣ.
  EXP(ElementaryFunction.EXP) {
    @Override
    double value(double x) {
      return StrictMath.exp(x);
    }

    @Override
    Node gradient(Node x, Node y, Node g) {
      return g.multiply(y);
    }
  },
  /// ln x.
  LOG(ElementaryFunction.LOG) {
    @Override
    double value(double x) {
      return StrictMath.log(x);
    }

    @Override
    Node gradient(Node x, Node y, Node g) {
      return g.divide(x);
    }
  },
  /// tanh x.
  TANH(ElementaryFunction.TANH) {
    @Override
    double value(double x) {
      return StrictMath.tanh(x);
    }

    @Override
    Node gradient(Node x, Node y, Node g) {
      return g.subtract(g.multiply(y).multiply(y));
    }
  },
  /// 1 / (1 + e⁻ˣ).
  SIGMOID(ElementaryFunction.SIGMOID) {
    @Override
    double value(double x) {
      return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    Node gradient(Node x, Node y, Node g) {
      return g.multiply(y).subtract(g.multiply(y).multiply(y));
    }
  },
  /// ln(1 + eˣ).
  SOFTPLUS(ElementaryFunction.SOFTPLUS) {
    @Override
    double value(double x) {
      return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    @Override
    Node gradient(Node x, Node y, Node g) {
      return g.multiply(x.sigmoid());
    }
  },
  /// erf x, the error function: 2 / √π times the integral of e^(−t²) from 0 to x.
  ERF(ElementaryFunction.ERF) {
    @Override
    double value(double x) {
      return erf(x);
    }

    @Override
    Node gradient(Node x, Node y, Node g) {
      return g.multiply(x.multiply(x).scale(-1).exp()).scale(TWO_OVER_ROOT_PI);
    }
  };

  private final ElementaryFunction kernel;

  Function(ElementaryFunction kernel) {
    this.kernel = kernel;
  }

  /// What [Plan] runs.
  ElementaryFunction kernel() {
    return kernel;
  }

  private static final double TWO_OVER_ROOT_PI = 2 / StrictMath.sqrt(StrictMath.PI);

  /// f(x), to the last digits of a double.
  abstract double value(double x);

  /// What flows to the operand: f′(x) · g.
  ///
  /// @param x the operand
  /// @param y f(x), which may be cheaper to use
  /// @param g what flows to y
  abstract Node gradient(Node x, Node y, Node g);

  /// 2 / √π e^(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)): all terms have one sign. Abramowitz,
  /// Stegun: Handbook of Mathematical Functions (1964), 7.1.6.
  private static double erf(double x) {
    if (StrictMath.abs(x) > 6) {
      return StrictMath.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / StrictMath.sqrt(StrictMath.PI) * StrictMath.exp(-x * x) * sum;
  }
}
