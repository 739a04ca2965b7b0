package dev.ravine.optim.vectors;

/// A step that was made: where from, where to, and both gradients. Nobody changes them.
public final class Move {

  private final double t;
  private final double[] from;
  private final double[] to;
  private final double[] gradientBefore;
  private final double[] gradient;

  /// A step between two points.
  ///
  /// @param t how long it was, along the direction
  /// @param from the point before it
  /// @param to the point after it
  /// @param gradientBefore the gradient before it
  /// @param gradient the gradient after it
  public Move(double t, double[] from, double[] to, double[] gradientBefore, double[] gradient) {
    this.t = t;
    this.from = from;
    this.to = to;
    this.gradientBefore = gradientBefore;
    this.gradient = gradient;
  }

  /// How long it was, along the direction.
  public double t() {
    return t;
  }

  /// The gradient where it led to.
  public double[] gradient() {
    return gradient;
  }

  /// The gradient where it came from.
  public double[] gradientBefore() {
    return gradientBefore;
  }

  /// Writes the change of the point, s, and of the gradient, y.
  public void write(double[] step, double[] change) {
    write(step, change, 0, step.length);
  }

  /// The same from one index to before another.
  void write(double[] step, double[] change, int begin, int end) {
    for (int i = begin; i < end; i++) {
      step[i] = to[i] - from[i];
      change[i] = gradient[i] - gradientBefore[i];
    }
  }

  /// The same in single precision.
  void write(float[] step, float[] change, int begin, int end) {
    for (int i = begin; i < end; i++) {
      step[i] = (float) (to[i] - from[i]);
      change[i] = (float) (gradient[i] - gradientBefore[i]);
    }
  }
}
