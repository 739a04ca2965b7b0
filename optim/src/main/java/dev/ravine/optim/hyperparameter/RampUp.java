package dev.ravine.optim.hyperparameter;

/// A schedule whose component `steps` is a rise in front of another schedule, `after`.
public interface RampUp extends Schedule {}
