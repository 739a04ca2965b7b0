package dev.ravine.autodiff;

/// Where the value of a node lies during a run.
sealed interface Location<A> {

  /// In the parameter vector.
  record Theta<A>(Frame<A> frame, int offset) implements Location<A> {
    @Override
    public A array() {
      return frame.theta;
    }
  }

  /// In the gradient vector.
  record InGradient<A>(Frame<A> frame, int offset) implements Location<A> {
    @Override
    public A array() {
      return frame.gradient;
    }
  }

  /// In a buffer of the plan, from its beginning.
  record Buffer<A>(A array) implements Location<A> {
    @Override
    public int offset() {
      return 0;
    }
  }

  A array();

  int offset();
}
