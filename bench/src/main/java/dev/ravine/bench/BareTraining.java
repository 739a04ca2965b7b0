package dev.ravine.bench;

import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.nn.objective.Distillation;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;

/// The same run as [RecordedSweep]'s first, of which nobody is told.
final class BareTraining implements Work {

  private final Training training;

  BareTraining(int epochs) {
    Experiment experiment = ExperimentLoader.load(RecordedSweep.experimentPlan(1, epochs));
    training = experiment.training(experiment.runs().getFirst());
  }

  private BareTraining(Training training) {
    this.training = training;
  }

  /// The same with a teacher whose logits are there.
  BareTraining taught() {
    Dataset train = training.split().train();
    Logits teacher = new Logits(10, new float[10 * train.size()]);
    return new BareTraining(
        training.toBuilder().distillation(new Distillation(teacher, 4, 0.9)).build());
  }

  @Override
  public void run() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      new Trainer(training, team).run(new TrainingListener() {});
    }
  }
}
