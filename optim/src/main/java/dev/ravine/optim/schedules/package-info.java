/// Learning rates, and other hyper-parameters, that change from step to step.
///
/// [dev.ravine.optim.schedules.Constant], [dev.ravine.optim.schedules.StepDecay],
/// [dev.ravine.optim.schedules.ExponentialDecay], [dev.ravine.optim.schedules.InverseTimeDecay].
@NullMarked
package dev.ravine.optim.schedules;

import org.jspecify.annotations.NullMarked;
