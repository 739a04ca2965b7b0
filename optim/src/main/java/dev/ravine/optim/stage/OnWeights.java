package dev.ravine.optim.stage;

/// A stage after the parameters have changed: it finds the new ones in [Block#theta()] and may not
/// change them. What it keeps, an average for instance, is for evaluation.
public non-sealed interface OnWeights extends Stage {}
