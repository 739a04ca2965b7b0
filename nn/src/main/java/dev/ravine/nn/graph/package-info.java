/// Models as graphs to run. A [dev.ravine.nn.graph.TracingScope] traces them: a
/// [dev.ravine.nn.graph.Network] for training, an [dev.ravine.nn.graph.Inference] for evaluation.
/// Models that normalize batches need [dev.ravine.nn.graph.BatchStatistics] for evaluation, which a
/// [dev.ravine.nn.graph.BatchStatisticsEstimator] measures for given weights.
///
/// A [dev.ravine.nn.graph.ModelShape] is what is known of a model without its weights.
@NullMarked
package dev.ravine.nn.graph;

import org.jspecify.annotations.NullMarked;
