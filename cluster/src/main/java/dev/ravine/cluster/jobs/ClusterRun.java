package dev.ravine.cluster.jobs;

import dev.ravine.cluster.desk.RemoteLearner;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Optimizer;

/// Plain training whose steps one [Worker] does: for many runs at once, each elsewhere. Who has
/// them done evaluates, keeps checkpoints and tells of them.
///
/// @param cluster where
/// @param description of the training, as text that workers know how to read
/// @param attendance of workers at all runs that are done together
public record ClusterRun(Cluster cluster, String description, Attendance attendance)
    implements TrainingMethod {

  @Override
  public void check(TrainingObjective objective, Optimizer optimizer) {
    if (optimizer.minimizer().isPresent()) {
      throw new IllegalArgumentException(
          "runs elsewhere need an update rule: %s is a minimizer".formatted(optimizer));
    }
  }

  @Override
  public Learner learner(Training training, ThreadTeam team) {
    return new RemoteLearner(
        training,
        layout ->
            RemoteStretches.begin(
                cluster,
                description,
                Fingerprint.of(training, TrainingMethod.PLAIN, layout),
                attendance));
  }

  @Override
  public String toString() {
    return TrainingMethod.PLAIN.toString();
  }
}
