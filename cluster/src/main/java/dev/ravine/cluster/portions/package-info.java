/// Work in portions: of an evaluation of an objective, or of a round of replicas.
///
/// - [dev.ravine.cluster.portions.PortionWork] says which [dev.ravine.cluster.portions.Portion] is
///   whose, and which is done.
/// - A [dev.ravine.cluster.portions.PortionBoard] has it for replicas in other processes: a shard
///   like others, which [dev.ravine.cluster.portions.BoardWire] writes.
/// - The coordinator begins evaluations ([dev.ravine.cluster.portions.BeginEvaluation]) and looks
///   ([dev.ravine.cluster.portions.LookAtPortions]); a replica takes portions and brings their
///   values ([dev.ravine.cluster.portions.TakePortion]); all else is a
///   [dev.ravine.cluster.portions.BoardMessage]. Who works is a
///   [dev.ravine.cluster.portions.BoardReplica], with [dev.ravine.cluster.portions.Pauses].
@NullMarked
package dev.ravine.cluster.portions;

import org.jspecify.annotations.NullMarked;
