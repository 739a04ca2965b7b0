package dev.ravine.optim.stage;

/// A stage that decides what becomes of gradients that are not finite. Without one, whoever trains
/// ends with the first.
public interface NonFinitePolicy extends Gate {}
