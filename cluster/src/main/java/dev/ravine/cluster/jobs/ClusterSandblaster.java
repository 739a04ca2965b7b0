package dev.ravine.cluster.jobs;

import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.sandblaster.ThreadWorkplace;
import dev.ravine.cluster.sandblaster.VectorWire;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Optimizer;
import java.util.function.Consumer;

/// Sandblaster L-BFGS on a cluster: its vectors are members' and its replicas are [Worker]s. A
/// resumed run has vectors of its own.
///
/// @param method how replicas and shards work together
/// @param cluster where
/// @param description of the training, as text that workers know how to read
/// @param attendance of workers at all runs that are done together
/// @param progress is told in lines how many replicas take part
public record ClusterSandblaster(
    Sandblaster method,
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
  public Learner learner(Training training, ThreadTeam team) {
    Job job = Job.of(training, description, method, Job.Kind.PORTIONS, method.replicas());
    RemotePortions remote = new RemotePortions(cluster, job, attendance, progress);
    return method.learner(
        training,
        new ThreadWorkplace(cluster.shards(VectorWire.KIND, job.run())),
        new RemoteEvaluators(remote, method.portionsOf(training.objective()), method.replicas()));
  }

  @Override
  public String toString() {
    return method.toString();
  }
}
