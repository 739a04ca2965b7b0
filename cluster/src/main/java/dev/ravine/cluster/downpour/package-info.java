/// Downpour SGD, wherever its replicas and shards are.
///
/// - A [dev.ravine.cluster.downpour.DownpourPlan] is what replicas and shards are to do together.
/// - A [dev.ravine.cluster.downpour.ShardGroup] has all shards of a run.
/// - A [dev.ravine.cluster.downpour.DownpourLearner] trains by a
///   [dev.ravine.cluster.downpour.ReplicaPool]: a [dev.ravine.cluster.downpour.ThreadReplicas] has
///   a thread for each; [dev.ravine.cluster.downpour.Traffic] counts what was exchanged; an
///   [dev.ravine.cluster.downpour.ExchangePace] says how often to exchange.
@NullMarked
package dev.ravine.cluster.downpour;

import org.jspecify.annotations.NullMarked;
