/// Where shards lie.
///
/// - A [dev.ravine.cluster.host.ShardHost] keeps shards and does operations on them. An
///   [dev.ravine.cluster.host.InProcessHost] keeps them in this process.
@NullMarked
package dev.ravine.cluster.host;

import org.jspecify.annotations.NullMarked;
