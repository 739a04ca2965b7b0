package dev.ravine.optim.stage;

/// A stage that knows weights to evaluate with, other than those that are trained. There is at most
/// one in a chain.
public interface EvaluationWeights {

  /// Leaves the weights to evaluate with.
  ///
  /// @param step the last step that was done
  /// @param block [Block#update()] holds a copy of θ, to be overwritten
  void evaluationWeights(Step step, Block block);
}
