package dev.ravine.nn.objective;

/// Which of the training examples are learnt from.
public enum Sampling {
  /// All of them.
  ALL,
  /// As many as there are, drawn with replacement from the run's stream `bagging`: some several
  /// times, about a third never. Breiman: Bagging Predictors (Machine Learning 24, 1996), section
  /// 1.
  BOOTSTRAP
}
