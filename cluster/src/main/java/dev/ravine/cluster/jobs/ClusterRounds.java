package dev.ravine.cluster.jobs;

import dev.ravine.cluster.Rounds;
import dev.ravine.cluster.rounds.RoundTasks;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Optimizer;
import java.util.function.Consumer;

/// Rounds on a cluster: its replicas are [Worker]s. What a replica does in a round depends on the
/// parameters of all and on what it kept, which travels with them: any worker can do it, and a run
/// has the bits that it has in one process.
///
/// @param method how replicas work together
/// @param cluster where
/// @param description of the training, as text that workers know how to read
/// @param attendance of workers at all runs that are done together
/// @param progress is told in lines how many replicas take part
public record ClusterRounds(
    Rounds method,
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
    Job job = Job.of(training, description, method, Job.Kind.PORTIONS, method.replicas());
    RemotePortions remote = new RemotePortions(cluster, job, attendance, progress);
    return method.learner(training, new RoundTasks(new RemoteRounds(remote, method.replicas())));
  }

  @Override
  public String toString() {
    return method.toString();
  }
}
