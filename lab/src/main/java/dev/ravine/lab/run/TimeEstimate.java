package dev.ravine.lab.run;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.plan.Budget;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Sgd;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How long an experiment will take, from trials of its runs.
public final class TimeEstimate {

  private static final long SHORTEST_NANOS = 1_500_000_000L;
  private static final long LONGEST_NANOS = 8_000_000_000L;
  private static final int EVALUATIONS = 4;
  private static final long MOST_STEPS = 5_000_000;
  private static final int MOST_TRIALS = 3;

  /// What is tried in place of a minimizer, whose steps may be very long.
  private static final Optimizer GRADIENTS = Optimizer.of(Sgd.of(1e-6));

  /// Measured: a run that is made and written.
  private static final double MILLIS_OF_A_RUN = 30;

  /// Measured: a report that is written.
  private static final double MILLIS_OF_A_REPORT = 300;

  private TimeEstimate() {}

  /// Tries a run of each network and batch size for some seconds, so that most of it is compiled.
  ///
  /// @param experiment what is to be done
  /// @param runs those that are left of it, one or more
  /// @param threads how many runs may go side by side, 1 or more
  /// @return a rough figure: optimizers differ, and so do machines' hours; of a minimizer, without
  ///   its own work between gradients
  public static Duration of(Experiment experiment, List<RunPlan> runs, int threads) {
    Map<Kind, Cost> costs = new HashMap<>();
    double all = 0;
    for (RunPlan run : runs) {
      Kind kind = new Kind(run.model(), run.budget().batch());
      if (!costs.containsKey(kind)) {
        costs.put(
            kind,
            costs.size() < MOST_TRIALS
                ? measured(experiment, run)
                : costs.values().iterator().next());
      }
      Cost cost = Objects.requireNonNull(costs.get(kind), "every kind was put");
      double evaluations = (experiment.epochs(run) + 1) * cost.evaluationMillis;
      all += experiment.steps(run) * cost.stepMillis + evaluations + MILLIS_OF_A_RUN;
    }
    double cold = costs.values().stream().distinct().mapToDouble(Cost::coldMillis).sum();
    double together = cold + all / Math.min(threads, runs.size()) + MILLIS_OF_A_REPORT;
    return Duration.ofMillis(Math.round(together));
  }

  /// Runs whose steps take about the same time.
  private record Kind(Optional<ModelPlan> model, Optional<Integer> batch) {}

  /// @param coldMillis what it took longer until it was compiled
  private record Cost(double stepMillis, double evaluationMillis, double coldMillis) {}

  private static Cost measured(Experiment experiment, RunPlan run) {
    long perEpoch = experiment.steps(run) / experiment.epochs(run);
    int epochs = (int) Math.max(1, MOST_STEPS / perEpoch);
    Training endless =
        experiment.training(run.with(new Budget(Optional.of(epochs), run.budget().batch())));
    Trial trial = new Trial();
    try (ThreadTeam team = new ThreadTeam(1)) {
      TrainingBuilder tried = endless.toBuilder().patience(0);
      if (run.recipe().minimizer().isPresent()) {
        tried.optimizer(GRADIENTS);
      }
      Trainer trainer = new Trainer(tried.build(), team);
      trainer.run(trial);
      double step = trainer.cost().millis();
      double evaluation = trial.evaluation * 1e-6;
      double warm = trial.steps * step + trial.evaluations * evaluation;
      double spent = (System.nanoTime() - trial.begin) * 1e-6;
      return new Cost(step, evaluation, Math.max(0, spent - warm));
    }
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
