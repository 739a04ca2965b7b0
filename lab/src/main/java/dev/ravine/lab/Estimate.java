package dev.ravine.lab;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.Evaluation;
import dev.ravine.nn.Trainer;
import dev.ravine.nn.TrainingListener;
import java.time.Duration;

/// How long an experiment will take, from a trial of its first run.
public final class Estimate {

  private static final long SHORTEST_NANOS = 1_500_000_000L;
  private static final long LONGEST_NANOS = 8_000_000_000L;
  private static final int EVALUATIONS = 4;
  private static final long MOST_STEPS = 5_000_000;
  private static final double MILLIS_OF_A_RUN = 30;
  private static final double MILLIS_OF_A_SESSION = 1200;

  private Estimate() {}

  /// Tries the first run for some seconds, so that most of it is compiled.
  ///
  /// @param experiment what is to be done
  /// @param threads how many runs may go side by side, 1 or more
  /// @return a rough figure: optimizers differ, and so do machines' hours
  public static Duration of(Experiment experiment, int threads) {
    Experiment longer =
        new Experiment(
            experiment.kind(),
            experiment.split(),
            experiment.model(),
            experiment.modelDescription(),
            (int) Math.max(1, MOST_STEPS / (experiment.steps() / experiment.epochs())),
            experiment.batch(),
            experiment.runs(),
            experiment.teacher(),
            TrainingOptions.USUAL,
            experiment.test());
    Trial trial = new Trial();
    double millisPerStep;
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(longer.training(experiment.runs().getFirst()), team);
      trainer.run(trial);
      millisPerStep = trainer.cost().millis();
    }
    // Measured: a JVM that starts, reads data and writes a report; a run that is made and written.
    double evaluations = (experiment.epochs() + 1) * trial.evaluation * 1e-6;
    double run = experiment.steps() * millisPerStep + evaluations;
    int runs = experiment.runs().size();
    double all = (run + MILLIS_OF_A_RUN) * runs / Math.min(threads, runs) + MILLIS_OF_A_SESSION;
    return Duration.ofMillis(Math.round(all));
  }

  private static final class Trial implements TrainingListener {

    private final long begin = System.nanoTime();
    private long before = begin;
    private long evaluation = Long.MAX_VALUE;
    private long steps;
    private int evaluations;

    @Override
    public void onStep(long step, double loss) {
      steps = step;
    }

    /// Only evaluations lie between this and the last step.
    @Override
    public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
      evaluations++;
      evaluation = Math.min(evaluation, System.nanoTime() - before);
    }

    @Override
    public boolean stops() {
      before = System.nanoTime();
      long spent = before - begin;
      boolean enough = spent > SHORTEST_NANOS && evaluations >= EVALUATIONS;
      return steps > 0 && (enough || spent > LONGEST_NANOS);
    }
  }
}
