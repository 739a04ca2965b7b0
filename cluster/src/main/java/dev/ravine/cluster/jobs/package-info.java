/// Runs whose replicas are in several processes.
///
/// - A [dev.ravine.cluster.jobs.Cluster] is where processes meet: it has shards, and a board of
///   [dev.ravine.cluster.jobs.Job]s. A [dev.ravine.cluster.jobs.LocalCluster] is in one process.
/// - A [dev.ravine.cluster.jobs.Worker] looks what there is to do, as
///   [dev.ravine.cluster.jobs.JobWork]: seats in runs that have several replicas
///   ([dev.ravine.cluster.jobs.ReplicaWork]), portions ([dev.ravine.cluster.jobs.BoardWork]), or
///   whole runs ([dev.ravine.cluster.jobs.RunWork]). Its [dev.ravine.cluster.jobs.Heartbeat] says
///   that it is alive.
/// - Who has many runs done has [dev.ravine.cluster.jobs.ClusterRun] as their method, which asks
///   [dev.ravine.cluster.jobs.RemoteStretches] for stretches of their steps; an
///   [dev.ravine.cluster.jobs.Attendance] knows which have workers.
/// - Who trains by replicas has [dev.ravine.cluster.jobs.ClusterDownpour] as its method and
///   [dev.ravine.cluster.jobs.RemoteReplicas] as its replicas; a
///   [dev.ravine.cluster.jobs.SeatedReplica] each takes the seats. Who minimizes has
///   [dev.ravine.cluster.jobs.ClusterSandblaster] and [dev.ravine.cluster.jobs.RemoteEvaluators],
///   who learns by rounds [dev.ravine.cluster.jobs.ClusterRounds] and
///   [dev.ravine.cluster.jobs.RemoteRounds]; both have [dev.ravine.cluster.jobs.RemotePortions].
///   [dev.ravine.cluster.jobs.Silence] says who is gone.
/// - A [dev.ravine.cluster.jobs.TrainingReader] makes a training of a job's text, and a
///   [dev.ravine.cluster.jobs.Fingerprint] says whether it is the same as the coordinator's.
@NullMarked
package dev.ravine.cluster.jobs;

import org.jspecify.annotations.NullMarked;
