/// Optimization algorithms for anyone's `float[]`.
///
/// ```java
/// Stepper adam = Adam.of(1e-3).begin(theta.length);
/// adam.step(theta, gradient);
/// ```
///
/// What to read, in this order:
///
/// - [dev.ravine.optim.Optimizer] is a recipe: an [dev.ravine.optim.UpdateRule] with the
///   transformations around it, all immutable values. [dev.ravine.optim.Stage] says what can stand
///   in the chain and in which order: [dev.ravine.optim.OnGradient], the rule,
///   [dev.ravine.optim.OnDirection], [dev.ravine.optim.OnUpdate].
/// - [dev.ravine.optim.Stepper] is a recipe at work: it owns the [dev.ravine.optim.Slot]s and
///   counts the steps; [dev.ravine.optim.StepperState] is a copy of what it owns.
/// - [dev.ravine.optim.BlockLoop] is what a stage does to a [dev.ravine.optim.Block] of the vectors
///   in one [dev.ravine.optim.Step]; a [dev.ravine.optim.Reduction] is a number it needs first.
/// - [dev.ravine.optim.Schedule] is a hyper-parameter that depends on the step.
/// - [dev.ravine.optim.ParameterLayout] names the tensors inside a flat vector, and
///   [dev.ravine.optim.ParameterRole] what they are for.
/// - [dev.ravine.optim.Catalogue] finds rules by name, [dev.ravine.optim.Recipe] prints them and
///   sets their hyper-parameters from text, [dev.ravine.optim.Nearest] guesses what a misspelt name
///   meant.
/// - [dev.ravine.optim.Require] checks hyper-parameters and [dev.ravine.optim.Power] raises decay
///   rates to the step's power; whoever writes a rule uses them.
///
/// Rules are in `rules`, schedules in `schedules`, everything around a rule in `transforms`.
@NullMarked
package dev.ravine.optim;

import org.jspecify.annotations.NullMarked;
