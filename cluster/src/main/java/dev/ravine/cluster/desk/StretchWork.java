package dev.ravine.cluster.desk;

import dev.ravine.cluster.wire.StepperStates;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Checkpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Does the stretches of a run, on one thread. Where one begins as the last one ended, it goes on;
/// else it resumes. Both have the same bits.
public final class StretchWork {

  private final Training training;
  private final ThreadTeam team = new ThreadTeam(1);
  private Optional<Learner> learner = Optional.empty();
  private Optional<StretchResult> last = Optional.empty();

  /// Before the first.
  ///
  /// @param training of the run, by an update rule
  public StretchWork(Training training) {
    this.training = training;
  }

  /// Does one.
  ///
  /// @param stretch what is to be done
  public StretchResult run(Stretch stretch) {
    Learner learns =
        learner
            .filter(own -> last.filter(result -> endsWhere(result, stretch)).isPresent())
            .orElseGet(() -> resume(stretch));
    learner = Optional.of(learns);
    long gradients = learns.gradients();
    long nanos = learns.nanos();
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            losses.add(loss);
          }
        };
    Optional<String> diverged = Optional.empty();
    for (long i = 1; i <= stretch.steps() && diverged.isEmpty(); i++) {
      diverged = learns.run(stretch.done() + i, listener);
    }
    Checkpoint now = learns.checkpoint();
    long spent = learns.nanos() - nanos;
    long updates = Math.round(spent * learns.cost().updateShare());
    StretchResult result =
        new StretchResult(
            stretch.number(),
            losses,
            now.theta(),
            now.state(),
            learns.gradients() - gradients,
            spent - updates,
            updates,
            diverged,
            Optional.empty());
    last = Optional.of(result);
    return result;
  }

  private Learner resume(Stretch stretch) {
    Learner fresh = training.method().learner(training, team);
    fresh.resume(
        Checkpoint.of(training.optimizer(), fresh.layout(), stretch.parameters(), stretch.rule()),
        stretch.done());
    return fresh;
  }

  private static boolean endsWhere(StretchResult result, Stretch next) {
    return Arrays.equals(result.parameters(), next.parameters())
        && StepperStates.areSame(result.rule(), next.rule());
  }
}
