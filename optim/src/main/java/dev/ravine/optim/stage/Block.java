package dev.ravine.optim.stage;

import dev.ravine.random.RandomStream;
import java.util.List;

/// A range of the parameter vector, with all arrays that belong to it: element i has index i in
/// each of them.
public interface Block {

  /// The parameters. Only the engine writes them.
  ///
  /// @return θ
  float[] theta();

  /// The gradient before the rule, the direction after it, the update after the learning rate: each
  /// stage overwrites it.
  ///
  /// @return the array to read and write
  float[] update();

  /// An array the stage keeps from step to step.
  ///
  /// @param number its place in [Stage#slots()]
  /// @return the array to read and write
  float[] slot(int number);

  /// The first index.
  ///
  /// @return where to begin
  int from();

  /// The index after the last.
  ///
  /// @return where to stop
  int to();

  /// The learning rate of the rule that works on this block.
  ///
  /// @return its value in this step
  double learningRate();

  /// The norm of [#update()] over the block's tensor, for stages that need [Reduction#TENSOR_NORMS]
  /// or [Reduction#TENSOR_AND_THETA_NORMS].
  ///
  /// @return accumulated in double
  double updateNorm();

  /// The norm of [#theta()] over the block's tensor, for stages that need
  /// [Reduction#TENSOR_AND_THETA_NORMS].
  ///
  /// @return accumulated in double
  double thetaNorm();

  /// The shape of the tensor, for stages that need [Reduction#WHOLE_TENSORS].
  ///
  /// @return the sizes of its axes, row-major
  List<Integer> shape();

  /// Random numbers of this thread's own.
  ///
  /// @param seed what they come from
  /// @param name what they are for
  /// @return the same stream in the next call, where it was left
  RandomStream random(long seed, String name);

  /// An array to work with, with any content.
  ///
  /// @param size how many elements are needed
  /// @return at least so many; the same array in the next call
  double[] scratch(int size);
}
