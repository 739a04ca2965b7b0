package dev.ravine.optim.stage;

/// A stage that asks for the gradient somewhere else: its loop finds the gradient at θ in
/// [Block#update()] and leaves there how far to go; the step is then made from θ with the gradient
/// at the place reached. There is at most one, first in the chain, and it works on all parameters.
public non-sealed interface Probe extends Stage {}
