package dev.ravine.nn.predict;

/// How good a model is on some examples.
///
/// @param accuracy the share of examples whose greatest logit is that of their label, 0 … 1; of
///   values, the share of their variance that is explained, 1 or less
/// @param loss the mean cross-entropy, or the mean squared error
public record Evaluation(double accuracy, double loss) {}
