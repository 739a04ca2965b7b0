package dev.ravine.autodiff;

import java.util.function.DoubleUnaryOperator;

/// A function of one number of your own, for [Node#map].
///
/// ```java
/// ElementwiseFunction cube = ElementwiseFunction.of(x -> x * x * x, x -> 3 * x * x);
/// ```
///
/// [Function] is closed, since each of its functions has kernels of its own; this one is called for
/// each element, in double precision, from several threads.
public interface ElementwiseFunction {

  /// The value.
  ///
  /// @param x any number
  /// @return f(x)
  double value(double x);

  /// The derivative, as a function that has derivatives itself.
  ///
  /// @return f′
  ElementwiseFunction derivative();

  /// A function that can be differentiated once: all that training by gradients needs.
  ///
  /// @param value f
  /// @param derivative f′
  /// @return a function whose second derivative is refused with an [IllegalStateException]
  static ElementwiseFunction of(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    return new Differentiable(value, new Value(derivative));
  }

  /// A value, and what it is the derivative of.
  ///
  /// @param f the value
  /// @param derivative f′
  record Differentiable(DoubleUnaryOperator f, ElementwiseFunction derivative)
      implements ElementwiseFunction {
    @Override
    public double value(double x) {
      return f.applyAsDouble(x);
    }
  }

  /// A value of which no derivative is known.
  ///
  /// @param f the value
  record Value(DoubleUnaryOperator f) implements ElementwiseFunction {
    @Override
    public double value(double x) {
      return f.applyAsDouble(x);
    }

    @Override
    public ElementwiseFunction derivative() {
      throw new IllegalStateException(
          "a function of ElementwiseFunction.of has no second derivative: implement derivative()");
    }
  }
}
