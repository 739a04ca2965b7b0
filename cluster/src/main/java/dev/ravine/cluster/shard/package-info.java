/// Parts of a parameter vector that are updated on their own.
///
/// - A [dev.ravine.cluster.shard.Partition] cuts the vector; each [dev.ravine.cluster.shard.Shard]
///   has a part of it, and an optimizer for that part; a [dev.ravine.cluster.shard.StalenessPolicy]
///   says what becomes of old gradients.
/// - What is done to a shard is a [dev.ravine.cluster.host.ShardOperation]:
///   [dev.ravine.cluster.shard.Push] brings a gradient and gives an
///   [dev.ravine.cluster.shard.Outcome], [dev.ravine.cluster.shard.Read] gives the
///   [dev.ravine.cluster.shard.Content], [dev.ravine.cluster.shard.Fence] shuts a replica out,
///   [dev.ravine.cluster.shard.SetHyperParameter], [dev.ravine.cluster.shard.SaveState] and
///   [dev.ravine.cluster.shard.Summarize] do what they say. A [dev.ravine.cluster.shard.ShardWire]
///   writes them all.
///
/// Nothing here knows of threads, clocks or networks.
@NullMarked
package dev.ravine.cluster.shard;

import org.jspecify.annotations.NullMarked;
