package dev.ravine.optim;

/// The same value in every step.
///
/// @param value the value
public record Constant(double value) implements Schedule {

  @Override
  public double at(long k) {
    return value;
  }

  @Override
  public String toString() {
    return Recipe.print(value);
  }
}
