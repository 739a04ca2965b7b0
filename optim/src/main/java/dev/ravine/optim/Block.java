package dev.ravine.optim;

import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A range of the parameter vector, with all arrays that belong to it: element i has index i in
/// each of them.
public final class Block {

  private final List<float[]> slots;
  float[] theta = {};
  float[] update = {};
  int from;
  int to;
  double learningRate;
  double updateNorm;
  double thetaNorm;
  List<Integer> shape = List.of();
  private double[] scratch = {};
  private @Nullable RandomStream random;

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

  /// The learning rate of the rule that works on this block.
  ///
  /// @return its value in this step
  public double learningRate() {
    return learningRate;
  }

  /// The norm of [#update()] over the block's tensor, for stages that need [Reduction#TENSOR_NORMS]
  /// or [Reduction#TENSOR_AND_THETA_NORMS].
  ///
  /// @return accumulated in double
  public double updateNorm() {
    return updateNorm;
  }

  /// The norm of [#theta()] over the block's tensor, for stages that need
  /// [Reduction#TENSOR_AND_THETA_NORMS].
  ///
  /// @return accumulated in double
  public double thetaNorm() {
    return thetaNorm;
  }

  /// The shape of the tensor, for stages that need [Reduction#WHOLE_TENSORS].
  ///
  /// @return the sizes of its axes, row-major
  public List<Integer> shape() {
    return shape;
  }

  /// Random numbers of this thread's own.
  ///
  /// @param seed what they come from
  /// @param name what they are for
  /// @return the same stream in the next call, where it was left
  public RandomStream random(long seed, String name) {
    if (random == null) {
      random = new Seed(seed).stream(name);
    }
    return random;
  }

  /// An array to work with, with any content.
  ///
  /// @param size how many elements are needed
  /// @return at least so many; the same array in the next call
  public double[] scratch(int size) {
    if (scratch.length < size) {
      scratch = new double[size];
    }
    return scratch;
  }
}
