package dev.ravine.optim.stage;

/// A stage before the rule: it changes the gradient, which [Block#update()] holds.
public non-sealed interface OnGradient extends Stage {}
