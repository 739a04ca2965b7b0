package dev.ravine.optim;

import dev.ravine.optim.hyperparameter.Schedule;

/// A hyper-parameter that was changed by hand between two steps.
///
/// @param k the number of updates completed before
/// @param name such as `learningRate`, or `adam.beta1`
/// @param value what it has been since
public record Change(long k, String name, Schedule value) {}
