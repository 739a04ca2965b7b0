package dev.ravine.cluster.simulation;

import dev.ravine.optim.hyperparameter.Require;

/// How long a simulation goes on, and how often it is evaluated.
public sealed interface Horizon {

  /// Until all replicas together have computed as many gradients as the training has steps.
  ///
  /// @param evaluateEvery after how many of them the model is evaluated; 0: at the end alone
  record Gradients(long evaluateEvery) implements Horizon {

    /// Checks the range.
    public Gradients {
      if (evaluateEvery < 0) {
        throw new IllegalArgumentException(
            "evaluateEvery must not be negative, was " + evaluateEvery);
      }
    }
  }

  /// For some time, however many gradients that is.
  ///
  /// @param seconds of the simulated clock
  /// @param evaluations how often the model is evaluated, at equal distances
  record Time(double seconds, int evaluations) implements Horizon {

    /// Checks the ranges.
    public Time {
      Require.positive("time", seconds);
      Require.positive("evaluations", evaluations);
    }
  }
}
