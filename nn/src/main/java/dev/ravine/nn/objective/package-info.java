/// What training minimizes.
///
/// - A [dev.ravine.nn.objective.TrainingObjective] is a model, its data and its loss.
///   [dev.ravine.nn.objective.Distillation] is a teacher beside the labels.
///   [dev.ravine.nn.objective.Sampling] draws other training examples for each member of an
///   ensemble. [dev.ravine.nn.objective.ClassWeights] says how much those of each class count.
/// - A [dev.ravine.nn.objective.BatchGradient] is loss and gradient of one batch after the other,
///   for update rules; a [dev.ravine.nn.objective.BatchSum] is the sum over all batches, for
///   minimizers.
@NullMarked
package dev.ravine.nn.objective;

import org.jspecify.annotations.NullMarked;
