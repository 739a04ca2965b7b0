package dev.ravine.nn;

/// How good a model is on some examples.
///
/// @param accuracy the share of examples whose greatest logit is that of their label, 0 … 1
/// @param loss the mean cross-entropy
public record Evaluation(double accuracy, double loss) {}
