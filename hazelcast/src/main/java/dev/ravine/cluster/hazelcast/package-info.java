/// A [dev.ravine.cluster.jobs.Cluster] of several machines. Nothing else sees Hazelcast.
///
/// - [dev.ravine.cluster.hazelcast.ClusterName] and [dev.ravine.cluster.hazelcast.Address] say
///   which cluster, and where.
/// - A [dev.ravine.cluster.hazelcast.ClusterMember] keeps shards and their backups; whoever
///   computes or coordinates is a client: a [dev.ravine.cluster.hazelcast.HazelcastCluster], with
///   [dev.ravine.cluster.hazelcast.HazelcastHost]s.
@NullMarked
package dev.ravine.cluster.hazelcast;

import org.jspecify.annotations.NullMarked;
