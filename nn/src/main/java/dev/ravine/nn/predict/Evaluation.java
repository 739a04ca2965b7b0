package dev.ravine.nn.predict;

/// How good a model is on some examples.
///
/// @param accuracy the share of examples whose greatest logit is that of their label, 0 … 1; of
///   several labels, the share that is told right; of values, the share of their variance that is
///   explained (R²), 1 or less
/// @param loss the mean of the training's own loss; without one, cross-entropy or squared error,
///   not smoothed and not weighted
public record Evaluation(double accuracy, double loss) {}
