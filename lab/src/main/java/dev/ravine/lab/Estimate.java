package dev.ravine.lab;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.Trainer;
import dev.ravine.nn.TrainingListener;
import java.time.Duration;

/// How long an experiment will take, from the first steps of its first run.
public final class Estimate {

  private static final int STEPS = 200;
  private static final long LONGEST_NANOS = 3_000_000_000L;

  private Estimate() {}

  /// Tries the first run for a moment, three seconds at most after its first evaluation.
  ///
  /// @param experiment what is to be done
  /// @param threads how many runs may go side by side, 1 or more
  /// @return a rough figure: optimizers differ, and so do machines' hours
  public static Duration of(Experiment experiment, int threads) {
    Probe probe = new Probe();
    double millisPerStep;
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(experiment.training(experiment.runs().getFirst()), team);
      probe.began = System.nanoTime();
      trainer.run(probe);
      millisPerStep = trainer.millisPerStep();
    }
    double evaluations = (experiment.epochs() + 1) * probe.evaluation * 1e-6;
    double run = experiment.steps() * millisPerStep + evaluations;
    int runs = experiment.runs().size();
    return Duration.ofMillis(Math.round(run * runs / Math.min(threads, runs)));
  }

  private static final class Probe implements TrainingListener {

    private long began;
    private long evaluation;
    private long trained;
    private long steps;

    @Override
    public void onEpoch(int epoch, double trainAccuracy, double validationAccuracy) {
      if (epoch == 0) {
        trained = System.nanoTime();
        evaluation = trained - began;
      }
    }

    @Override
    public void onStep(long step, double loss) {
      steps = step;
    }

    @Override
    public boolean stops() {
      return steps >= STEPS || System.nanoTime() - trained > LONGEST_NANOS;
    }
  }
}
