package dev.ravine.nn.train;

/// How a step moved the parameters.
///
/// @param learningRate of the recipe's first stage that has one; NaN if none has
/// @param gradientNorm the Euclidean norm of the batch's gradient, before any transformation
/// @param updateRatio the Euclidean norm of the parameters' change divided by their own before it
public record Diagnosis(double learningRate, double gradientNorm, double updateRatio) {}
