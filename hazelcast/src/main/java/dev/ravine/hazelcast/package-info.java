/// A [dev.ravine.cluster.jobs.Cluster] of several machines. Nothing else sees Hazelcast.
///
/// - [dev.ravine.hazelcast.ClusterName] and [dev.ravine.hazelcast.Address] say which cluster, and
///   where.
/// - A [dev.ravine.hazelcast.ClusterMember] keeps shards and their backups; whoever computes or
///   coordinates is a client: a [dev.ravine.hazelcast.HazelcastCluster], with
///   [dev.ravine.hazelcast.HazelcastHost]s.
@NullMarked
package dev.ravine.hazelcast;

import org.jspecify.annotations.NullMarked;
