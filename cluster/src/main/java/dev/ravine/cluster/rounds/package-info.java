/// Rounds in which replicas learn on their own, and then meet: synchronous training, local SGD,
/// DiLoCo, elastic averaging.
///
/// - A [dev.ravine.cluster.rounds.RoundsPlan] says how; a [dev.ravine.cluster.rounds.RoundsLearner]
///   does it.
/// - Its [dev.ravine.cluster.rounds.RoundExecutor] are [dev.ravine.cluster.rounds.ReplicaThreads],
///   or [dev.ravine.cluster.rounds.RoundTasks] that others do as
///   [dev.ravine.cluster.rounds.RoundWork]; a [dev.ravine.cluster.rounds.RoundsReplica] takes them
///   from a board.
@NullMarked
package dev.ravine.cluster.rounds;

import org.jspecify.annotations.NullMarked;
