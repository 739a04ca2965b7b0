package dev.ravine.optim;

import java.util.List;

/// A range of the parameter vector, with all arrays that belong to it: element i has index i in
/// each of them.
public final class Block {

  private final List<float[]> slots;
  float[] theta = {};
  float[] update = {};
  int from;
  int to;

  Block(List<float[]> slots) {
    this.slots = slots;
  }

  /// The parameters. Only the engine writes them.
  ///
  /// @return θ
  public float[] theta() {
    return theta;
  }

  /// The gradient before the rule, the direction after it, the update after the learning rate: each
  /// stage overwrites it.
  ///
  /// @return the array to read and write
  public float[] update() {
    return update;
  }

  /// An array the stage keeps from step to step.
  ///
  /// @param number its place in [Stage#slots()]
  /// @return the array to read and write
  public float[] slot(int number) {
    return slots.get(number);
  }

  /// The first index.
  ///
  /// @return where to begin
  public int from() {
    return from;
  }

  /// The index after the last.
  ///
  /// @return where to stop
  public int to() {
    return to;
  }
}
