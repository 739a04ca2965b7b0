/// Training by several replicas.
///
/// - [dev.ravine.cluster.Downpour] trains a model by replicas that push gradients to shards; what
///   became of it is a [dev.ravine.cluster.DownpourSummary]. A [dev.ravine.cluster.DownpourPlan] is
///   what is the same wherever they are.
/// - The parts: [dev.ravine.cluster.shard], where parameters lie; [dev.ravine.cluster.replica], who
///   computes gradients; [dev.ravine.cluster.host], what is between them;
///   [dev.ravine.cluster.simulation], all of it on a clock of its own.
@NullMarked
package dev.ravine.cluster;

import org.jspecify.annotations.NullMarked;
