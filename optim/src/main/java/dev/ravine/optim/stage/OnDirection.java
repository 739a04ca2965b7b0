package dev.ravine.optim.stage;

/// A stage between the rule and the learning rate: it changes the direction, which [Block#update()]
/// holds.
public non-sealed interface OnDirection extends Stage {}
