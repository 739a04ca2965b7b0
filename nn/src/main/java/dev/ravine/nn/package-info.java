/// Models and how they are trained.
///
/// What to read, in this order:
///
/// - [dev.ravine.nn.Model] is a function from features to logits, written with
///   [dev.ravine.nn.Parameters]; [dev.ravine.nn.Dense] is a layer, [dev.ravine.nn.Mlp] a whole
///   model with an [dev.ravine.nn.Activation] and an [dev.ravine.nn.Initializer].
/// - [dev.ravine.nn.Network] is a model traced for one batch size, with its [dev.ravine.nn.Loss].
/// - [dev.ravine.nn.Training] says what to train, how and on what; [dev.ravine.nn.Trainer] does it
///   and tells a [dev.ravine.nn.TrainingListener], if asked with a [dev.ravine.nn.Diagnosis] of a
///   step; it ends with an [dev.ravine.nn.Outcome] and knows a step's [dev.ravine.nn.StepCost].
/// - [dev.ravine.nn.Teaching] is a teacher beside the labels: distillation, label smoothing.
/// - [dev.ravine.nn.LearningRateTest] finds a learning rate to begin with.
/// - [dev.ravine.nn.Evaluator] gives an [dev.ravine.nn.Evaluation]; [dev.ravine.nn.Weights] writes
///   a trained model.
/// - What several models say is [dev.ravine.nn.Logits], as [dev.ravine.nn.Probabilities] made one
///   by a [dev.ravine.nn.Combination]; [dev.ravine.nn.Fitting] finds its temperature and weights,
///   [dev.ravine.nn.Quality] is what it is worth.
@NullMarked
package dev.ravine.nn;

import org.jspecify.annotations.NullMarked;
