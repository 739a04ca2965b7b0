/// Runs whose replicas are in several processes.
///
/// - A [dev.ravine.cluster.jobs.Cluster] is where processes meet: it has shards, and a board of
///   [dev.ravine.cluster.jobs.Job]s. A [dev.ravine.cluster.jobs.LocalCluster] is in one process.
/// - Who trains has [dev.ravine.cluster.jobs.ClusterDownpour] as its method and
///   [dev.ravine.cluster.jobs.RemoteReplicas] as its replicas; a [dev.ravine.cluster.jobs.Worker]
///   takes seats in such runs, a [dev.ravine.cluster.jobs.SeatedReplica] each.
/// - What both know of a run is a [dev.ravine.cluster.jobs.StepLedger], a shard like others:
///   [dev.ravine.cluster.jobs.LedgerWire] writes it, and each operation on it is a class of its
///   own.
/// - A [dev.ravine.cluster.jobs.TrainingReader] makes a training of a job's text, and a
///   [dev.ravine.cluster.jobs.Fingerprint] says whether it is the same as the coordinator's.
@NullMarked
package dev.ravine.cluster.jobs;

import org.jspecify.annotations.NullMarked;
