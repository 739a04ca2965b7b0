package dev.ravine.optim;

/// A number that a stage keeps from step to step, saved with the slots.
///
/// @param name by the paper's letter or word
/// @param initial before the first step
public record Scalar(String name, double initial) {}
