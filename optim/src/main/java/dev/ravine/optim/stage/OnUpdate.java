package dev.ravine.optim.stage;

/// A stage after the learning rate: it changes what will be subtracted from the parameters, which
/// [Block#update()] holds.
public non-sealed interface OnUpdate extends Stage {}
