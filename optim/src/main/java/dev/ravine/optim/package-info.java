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
///   in the chain and in which order: [dev.ravine.optim.Probe], [dev.ravine.optim.OnGradient], the
///   rule, [dev.ravine.optim.OnDirection], [dev.ravine.optim.OnUpdate],
///   [dev.ravine.optim.OnWeights].
/// - A [dev.ravine.optim.Link] of the chain is a stage, or a stage [dev.ravine.optim.Restricted] to
///   a [dev.ravine.optim.Selection] of tensors: that is how parameters are grouped.
///   [dev.ravine.optim.Frozen] is the rule that leaves them alone.
/// - [dev.ravine.optim.Stepper] is a recipe at work: it owns the [dev.ravine.optim.Slot]s and
///   [dev.ravine.optim.Scalar]s and counts the steps; [dev.ravine.optim.StepperState] is a copy of
///   what it owns, a [dev.ravine.optim.Change] in it what was changed by hand, a
///   [dev.ravine.optim.Checkpoint] the file of both parameters and state.
/// - A [dev.ravine.optim.Demand] is what a recipe needs beyond a gradient, a
///   [dev.ravine.optim.GradientSource] for instance.
/// - A stage updates one [dev.ravine.optim.Block] of the vectors at a time, with the numbers of a
///   [dev.ravine.optim.Step]; a [dev.ravine.optim.Reduction] is a number it needs first. A
///   [dev.ravine.optim.Gate] may end a step: an [dev.ravine.optim.Accumulation] of batches, or a
///   [dev.ravine.optim.NonFinitePolicy]. A stage with [dev.ravine.optim.EvaluationWeights] knows
///   other weights, [dev.ravine.optim.NonFiniteGradientException] refuses a gradient.
/// - [dev.ravine.optim.Named] says what a stage is called, [dev.ravine.optim.In] which
///   [dev.ravine.optim.Range] a hyper-parameter has.
/// - [dev.ravine.optim.Schedule] is a hyper-parameter that depends on the step, or on how the
///   training goes; [dev.ravine.optim.Constant] does not, a [dev.ravine.optim.RampUp] leads to
///   another one.
/// - [dev.ravine.optim.ParameterLayout] names the tensors inside a flat vector, and
///   [dev.ravine.optim.ParameterRole] what they are for.
/// - [dev.ravine.optim.Catalogue] finds rules, transformations and schedules by name, those of
///   every [dev.ravine.optim.Contribution] too; [dev.ravine.optim.Recipe] prints them,
///   [dev.ravine.optim.Manual] has their documentation, [dev.ravine.optim.Nearest] guesses what a
///   misspelt name meant.
/// - [dev.ravine.optim.Require] checks the values of schedules and [dev.ravine.optim.Power] raises
///   decay rates to the step's power.
///
/// Rules are in `rules`, schedules in `schedules`, everything around a rule in `transforms`. A
/// [dev.ravine.optim.RunLength] lets recipes be written in terms of a run: `cosine(1e-3)` ends with
/// it.
@NullMarked
package dev.ravine.optim;

import org.jspecify.annotations.NullMarked;
