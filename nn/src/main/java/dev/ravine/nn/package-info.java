/// Models and how they are trained.
///
/// What to read, in this order:
///
/// - [dev.ravine.nn.Model] is a function from features to logits, written with a
///   [dev.ravine.nn.Scope]; most are [dev.ravine.nn.Sequential]: a list of [dev.ravine.nn.Layer]s,
///   each a [dev.ravine.nn.Dense], [dev.ravine.nn.Activation], [dev.ravine.nn.Dropout],
///   [dev.ravine.nn.BatchNorm] or [dev.ravine.nn.LayerNorm]. An [dev.ravine.nn.Initializer] says
///   what weights start from.
/// - [dev.ravine.nn.Network] is a model traced for training, with its [dev.ravine.nn.Loss].
/// - [dev.ravine.nn.Training] says what to train, how and on what (a
///   [dev.ravine.nn.TrainingBuilder] sets its options by name); [dev.ravine.nn.Trainer] does it and
///   tells a [dev.ravine.nn.TrainingListener], if asked with a [dev.ravine.nn.Diagnosis] of a step;
///   it ends with an [dev.ravine.nn.Outcome] and knows a step's [dev.ravine.nn.StepCost].
/// - [dev.ravine.nn.Teaching] is a teacher beside the labels: distillation, label smoothing;
///   [dev.ravine.nn.Sampling] draws other training examples for each member of an ensemble,
///   [dev.ravine.nn.ClassWeights] says how much those of each class count.
/// - [dev.ravine.nn.LearningRateTest] finds a learning rate to begin with.
/// - A [dev.ravine.nn.TrainedModel] has weights, the [dev.ravine.nn.Statistics] that a
///   [dev.ravine.nn.Calibration] measures for them, and its preprocessing; a
///   [dev.ravine.nn.SavedModel] is one or several in one file, [dev.ravine.nn.Weights] weights
///   alone.
/// - [dev.ravine.nn.Evaluator] gives an [dev.ravine.nn.Evaluation].
/// - What several models say is [dev.ravine.nn.Logits], as [dev.ravine.nn.Probabilities] made one
///   by a [dev.ravine.nn.Combination]; [dev.ravine.nn.Fitting] finds its temperature and weights,
///   [dev.ravine.nn.Quality] is what it is worth; [dev.ravine.nn.Soup] averages weights instead.
@NullMarked
package dev.ravine.nn;

import org.jspecify.annotations.NullMarked;
