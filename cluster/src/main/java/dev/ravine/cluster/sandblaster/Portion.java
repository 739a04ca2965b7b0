package dev.ravine.cluster.sandblaster;

/// A piece of work: the gradient of some of the objective's parts at the place that an evaluation
/// looks at.
///
/// @param evaluation its number
/// @param number of the portion, from 0
record Portion(long evaluation, int number) {}
