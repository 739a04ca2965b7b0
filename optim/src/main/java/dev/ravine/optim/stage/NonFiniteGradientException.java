package dev.ravine.optim.stage;

/// A gradient held infinities or what is not a number, and the recipe says to fail. Nothing was
/// changed by the step.
public final class NonFiniteGradientException extends ArithmeticException {

  private static final long serialVersionUID = 1;

  private final String tensor;
  private final long step;

  /// Names the place.
  ///
  /// @param tensor the first tensor concerned
  /// @param step from 1
  /// @param why what was asked for
  public NonFiniteGradientException(String tensor, long step, String why) {
    super("the gradient of %s is not finite in step %d%s".formatted(tensor, step, why));
    this.tensor = tensor;
    this.step = step;
  }

  /// Where it happened.
  ///
  /// @return the first tensor concerned
  public String tensor() {
    return tensor;
  }

  /// When it happened.
  ///
  /// @return the step's number, from 1
  public long step() {
    return step;
  }
}
