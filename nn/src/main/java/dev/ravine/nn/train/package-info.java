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
/// - [dev.ravine.nn.train.Distillation] is a teacher beside the labels.
///   [dev.ravine.nn.train.Sampling] draws other training examples for each member of an ensemble.
///   [dev.ravine.nn.train.ClassWeights] says how much those of each class count.
/// - A [dev.ravine.nn.train.BatchGradient] is loss and gradient of one batch after the other, for
///   those who update parameters elsewhere.
/// - [dev.ravine.nn.train.LearningRateFinder] finds a learning rate to begin with.
///   [dev.ravine.nn.train.BatchSum] is the loss as an objective for minimizers.
@NullMarked
package dev.ravine.nn.train;

import org.jspecify.annotations.NullMarked;
