/// Where shards lie.
///
/// - A [dev.ravine.cluster.host.ShardHost] keeps shards and does operations on them. An
///   [dev.ravine.cluster.host.InProcessHost] keeps them in this process. What is done to a shard is
///   a [dev.ravine.cluster.host.ShardOperation].
/// - A [dev.ravine.cluster.host.ShardClient] asks shards until they answer, and a
///   [dev.ravine.cluster.host.ShardCalls] waits for it. A
///   [dev.ravine.cluster.host.ShardsLostException] sends a run back to its checkpoint; a
///   [dev.ravine.cluster.host.ClusterException] is for people to mend.
@NullMarked
package dev.ravine.cluster.host;

import org.jspecify.annotations.NullMarked;
