/// What an optimizer is made of, for who writes a rule or a transformation.
///
/// - [dev.ravine.optim.stage.Stage] says what can stand in a chain, and in which order:
///   [dev.ravine.optim.stage.Probe], [dev.ravine.optim.stage.OnGradient], the
///   [dev.ravine.optim.stage.UpdateRule], [dev.ravine.optim.stage.OnDirection],
///   [dev.ravine.optim.stage.OnUpdate], [dev.ravine.optim.stage.OnWeights].
/// - A stage updates one [dev.ravine.optim.stage.Block] of the vectors at a time, with the numbers
///   of a [dev.ravine.optim.stage.Step]. Its [dev.ravine.optim.stage.State] from step to step are
///   [dev.ravine.optim.stage.Slot]s and [dev.ravine.optim.stage.Scalar]s. A
///   [dev.ravine.optim.stage.Reduction] is a number it needs first.
/// - A [dev.ravine.optim.stage.Gate] may end a step: an [dev.ravine.optim.stage.Accumulation] of
///   batches, or a [dev.ravine.optim.stage.NonFinitePolicy], which may throw a
///   [dev.ravine.optim.stage.NonFiniteGradientException]. A stage with
///   [dev.ravine.optim.stage.EvaluationWeights] knows weights to evaluate with.
/// - A [dev.ravine.optim.stage.Demand] is what a stage needs beyond a gradient for each step.
/// - A [dev.ravine.optim.stage.Link] of a chain is a stage, or a stage
///   [dev.ravine.optim.stage.Restricted] to some tensors. [dev.ravine.optim.stage.Frozen] is the
///   rule that leaves them alone.
@NullMarked
package dev.ravine.optim.stage;

import org.jspecify.annotations.NullMarked;
