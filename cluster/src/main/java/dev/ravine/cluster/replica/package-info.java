/// Who computes gradients.
///
/// - A [dev.ravine.cluster.replica.Replica] is a state machine: told an
///   [dev.ravine.cluster.replica.Event], it gives [dev.ravine.cluster.replica.Command]s. It has no
///   thread and no clock; an [dev.ravine.cluster.replica.Exchange] says how often it talks to
///   shards.
/// - [dev.ravine.cluster.replica.Parts] are the examples of each.
/// - What they count is kept in checkpoints as [dev.ravine.cluster.replica.Numbers].
/// - A [dev.ravine.cluster.replica.ReplicaThread] does what one commands, on a thread.
@NullMarked
package dev.ravine.cluster.replica;

import org.jspecify.annotations.NullMarked;
