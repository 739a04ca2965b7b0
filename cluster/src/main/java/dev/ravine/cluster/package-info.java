/// Training by several replicas.
///
/// - [dev.ravine.cluster.Downpour] is a method of training: replicas push gradients to shards.
///   [dev.ravine.cluster.TrainingMethods] reads methods by their names.
/// - [dev.ravine.cluster.Rounds] are methods in which all replicas wait for each other.
/// - The parts: [dev.ravine.cluster.shard], where parameters lie; [dev.ravine.cluster.replica], who
///   computes gradients; [dev.ravine.cluster.host], what is between them;
///   [dev.ravine.cluster.downpour], [dev.ravine.cluster.sandblaster] and
///   [dev.ravine.cluster.rounds], what they do together; [dev.ravine.cluster.simulation], all of it
///   on a clock of its own; [dev.ravine.cluster.jobs], all of it in several processes.
@NullMarked
package dev.ravine.cluster;

import org.jspecify.annotations.NullMarked;
