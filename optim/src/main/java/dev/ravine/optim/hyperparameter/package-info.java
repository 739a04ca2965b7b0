/// Hyper-parameters: the components of the records that rules, transformations and schedules are.
///
/// - [dev.ravine.optim.hyperparameter.Schedule] is a hyper-parameter that depends on the step, or
///   on how the training goes. A [dev.ravine.optim.hyperparameter.RampUp] leads to another one.
/// - [dev.ravine.optim.hyperparameter.Named] says what a record is called,
///   [dev.ravine.optim.hyperparameter.In] which [dev.ravine.optim.hyperparameter.Range] a component
///   has. [dev.ravine.optim.hyperparameter.Require] checks what is no component of a stage.
/// - [dev.ravine.optim.hyperparameter.HyperParameters] lists, prints and changes them by name.
/// - [dev.ravine.optim.hyperparameter.Powers] has powers of the same bits everywhere, without
///   allocating.
@NullMarked
package dev.ravine.optim.hyperparameter;

import org.jspecify.annotations.NullMarked;
