/// Training.
///
/// - [dev.ravine.nn.train.Training] says what to train, how and on what; a
///   [dev.ravine.nn.train.TrainingBuilder] sets its options by name. A
///   [dev.ravine.nn.train.Trainer] does it: epochs, batches, steps, evaluation. It tells a
///   [dev.ravine.nn.train.TrainingListener], if asked with a [dev.ravine.nn.train.Diagnosis] of a
///   step, ends with an [dev.ravine.nn.train.Outcome] and knows a step's
///   [dev.ravine.nn.train.StepCost]. What the builder's `run` did is a
///   [dev.ravine.nn.train.TrainingSummary]. A [dev.ravine.nn.train.TrainingLoop] leaves the loop to
///   its caller.
/// - A [dev.ravine.nn.train.TrainingMethod] says who does the work, by a
///   [dev.ravine.nn.train.Learner], which owns the parameters; a [dev.ravine.nn.train.StepMeter]
///   times its steps, and [dev.ravine.nn.train.UntoldSteps] are those that were done ahead. A
///   [dev.ravine.nn.train.MinimizerLearner] learns by iterations of a
///   [dev.ravine.nn.train.SumMinimizer].
/// - [dev.ravine.nn.train.LearningRateFinder] finds a learning rate to begin with.
///
/// What is minimized is a [dev.ravine.nn.objective.TrainingObjective].
@NullMarked
package dev.ravine.nn.train;

import org.jspecify.annotations.NullMarked;
