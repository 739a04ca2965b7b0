package dev.ravine.optim;

/// Leaves parameters as they are, whatever else is in the chain: `frozen on "embedding*"`.
public record Frozen() implements UpdateRule {

  @Override
  public Schedule learningRate() {
    return Schedule.constant(0);
  }

  @Override
  public BlockLoop begin() {
    return block -> {};
  }

  @Override
  public String toString() {
    return Recipe.print("frozen", this);
  }
}
