package dev.ravine.cluster.jobs;

import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.downpour.DownpourLearner;
import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.ShardWire;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Optimizer;
import java.util.function.Consumer;

/// Downpour SGD on a cluster: its shards are members' and its replicas are [Worker]s. A resumed run
/// has shards of its own: what an earlier one has left behind can't disturb it.
///
/// @param method how replicas and shards work together
/// @param cluster where
/// @param description of the training, as text that workers know how to read
/// @param attendance of workers at all runs that are done together
/// @param progress is told in lines how many replicas take part
public record ClusterDownpour(
    Downpour method,
    Cluster cluster,
    String description,
    Attendance attendance,
    Consumer<String> progress)
    implements TrainingMethod {

  @Override
  public void check(TrainingObjective objective, Optimizer optimizer) {
    method.check(objective, optimizer);
  }

  @Override
  public long batchesPerUpdate() {
    return method.batchesPerUpdate();
  }

  @Override
  public Learner learner(Training training, ThreadTeam team) {
    DownpourPlan plan = method.plan(training);
    BatchGradient first = plan.batches(0);
    Partition partition = plan.partition(first.layout());
    Job job = Job.of(training, description, method, Job.Kind.REPLICAS, plan.replicas());
    ShardHost<Shard> host = cluster.shards(ShardWire.KIND, job.run());
    RemoteReplicas replicas = new RemoteReplicas(cluster, job, plan, host, attendance, progress);
    return new DownpourLearner(plan, partition, host, replicas, first.initial());
  }

  @Override
  public String toString() {
    return method.toString();
  }
}
