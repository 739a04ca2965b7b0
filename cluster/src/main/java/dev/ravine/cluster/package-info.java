/// Training by several replicas.
///
/// - [dev.ravine.cluster.Downpour] is a method of training: replicas push gradients to shards.
///   [dev.ravine.cluster.TrainingMethods] reads methods by their names.
/// - A [dev.ravine.cluster.DownpourPlan] is what is the same in a process and simulated; what
///   became of a simulated training is a [dev.ravine.cluster.DownpourSummary].
/// - The parts: [dev.ravine.cluster.shard], where parameters lie; [dev.ravine.cluster.replica], who
///   computes gradients; [dev.ravine.cluster.host], what is between them;
///   [dev.ravine.cluster.simulation], all of it on a clock of its own.
@NullMarked
package dev.ravine.cluster;

import org.jspecify.annotations.NullMarked;
