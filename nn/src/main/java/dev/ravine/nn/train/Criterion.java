package dev.ravine.nn.train;

import dev.ravine.nn.predict.Evaluation;

/// What makes the model of one epoch better than that of another, for early stopping and for
/// keeping the best: how it is evaluated on validation examples.
public enum Criterion {
  /// The greatest accuracy; of values, the greatest R².
  ACCURACY {
    @Override
    double score(Evaluation validation) {
      return validation.accuracy();
    }
  },
  /// The least loss.
  LOSS {
    @Override
    double score(Evaluation validation) {
      return -validation.loss();
    }
  };

  /// More is better.
  abstract double score(Evaluation validation);
}
