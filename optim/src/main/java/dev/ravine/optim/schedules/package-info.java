/// Learning rates, and other hyper-parameters, that change from step to step.
///
/// Falling: [dev.ravine.optim.schedules.StepDecay], [dev.ravine.optim.schedules.MultiStepDecay],
/// [dev.ravine.optim.schedules.ExponentialDecay], [dev.ravine.optim.schedules.InverseTimeDecay],
/// [dev.ravine.optim.schedules.InverseSquareRootDecay], [dev.ravine.optim.schedules.LinearDecay],
/// [dev.ravine.optim.schedules.PolynomialDecay], [dev.ravine.optim.schedules.CosineDecay].
///
/// Rising and falling: [dev.ravine.optim.schedules.CosineRestarts],
/// [dev.ravine.optim.schedules.OneCycle], [dev.ravine.optim.schedules.Cyclic],
/// [dev.ravine.optim.schedules.WarmupStableDecay].
///
/// Made of others: [dev.ravine.optim.schedules.Piecewise], [dev.ravine.optim.schedules.Joined],
/// [dev.ravine.optim.schedules.Scaled], [dev.ravine.optim.schedules.Warmup]. Answering to the
/// training: [dev.ravine.optim.schedules.ReduceOnPlateau].
@NullMarked
package dev.ravine.optim.schedules;

import org.jspecify.annotations.NullMarked;
