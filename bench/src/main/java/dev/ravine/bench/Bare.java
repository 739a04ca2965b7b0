package dev.ravine.bench;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.Experiment;
import dev.ravine.nn.Trainer;
import dev.ravine.nn.TrainingListener;

/// The same run as [Kept]'s first, of which nobody is told.
final class Bare implements Work {

  private final Experiment experiment;

  Bare(int epochs) {
    experiment = Kept.blueprint(1, epochs).build();
  }

  @Override
  public void run() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      new Trainer(experiment.training(experiment.runs().getFirst()), team)
          .run(new TrainingListener() {});
    }
  }
}
