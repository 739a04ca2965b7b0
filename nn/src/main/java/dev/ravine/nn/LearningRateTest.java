package dev.ravine.nn;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.transforms.Accumulate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The learning-rate range test: a training whose learning rate grows by the same factor in every
/// step, until the loss explodes. It works on parameters of its own, so a training after it is what
/// it would have been without.
///
/// The loss is smoothed by a decaying average that is corrected for its start. The test ends when
/// it is four times its least value. Suggestions leave out both ends.
///
/// Smith: Cyclical Learning Rates for Training Neural Networks (arXiv 1506.01186), section 3.3.
///
/// @param points what was measured, in the order of the steps
public record LearningRateTest(List<Point> points) {

  private static final double SMOOTHING = 0.9;
  private static final double EXPLODED = 4;
  private static final int SKIPPED_AT_BEGIN = 5;
  private static final int SKIPPED_AT_END = 5;
  private static final int FEWEST = 20;

  /// One step.
  ///
  /// @param learningRate of the step
  /// @param loss of the step's batch before its update, the mean if the recipe gathers several
  /// @param smoothed the average of losses so far
  public record Point(double learningRate, double loss, double smoothed) {}

  /// Copies the points.
  public LearningRateTest {
    points = List.copyOf(points);
  }

  /// Does the test.
  ///
  /// @param training what would be trained; its learning rate and its epochs do not matter
  /// @param lowest the first learning rate, positive
  /// @param highest the last, greater
  /// @param steps how many at most, 20 or more
  /// @param team the threads that share the work
  /// @return what was measured
  public static LearningRateTest run(
      Training training, double lowest, double highest, int steps, ThreadTeam team) {
    if (!(lowest > 0 && highest > lowest && highest < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learning rates must grow from a positive one, were %s to %s".formatted(lowest, highest));
    }
    if (steps < FEWEST) {
      throw new IllegalArgumentException(
          "steps must be %d or more, was %d".formatted(FEWEST, steps));
    }
    double growth = StrictMath.log(highest / lowest) / (steps - 1);
    Schedule rates = k -> lowest * StrictMath.exp(growth * k);
    long batches = (long) steps * batchesPerUpdate(training.optimizer());
    int epochs = Math.toIntExact(batches / training.stepsPerEpoch() + 1);
    Training test =
        new Training(
            training.model(),
            training.optimizer().with("learningRate", rates),
            training.split(),
            epochs,
            training.batch(),
            training.seed(),
            training.teaching(),
            training.sampling());
    Trainer trainer = new Trainer(test, team);
    Recorder recorder = new Recorder(trainer, rates, steps);
    trainer.run(recorder);
    return new LearningRateTest(recorder.points);
  }

  private static int batchesPerUpdate(Optimizer optimizer) {
    return optimizer.stages().stream()
        .filter(Accumulate.class::isInstance)
        .mapToInt(stage -> ((Accumulate) stage).batches())
        .reduce(1, Math::multiplyExact);
  }

  private static final class Recorder implements TrainingListener {
    private final Trainer trainer;
    private final Schedule rates;
    private final int steps;
    private final List<Point> points = new ArrayList<>();
    private double gathered;
    private int batches;
    private double average;
    private double weight = 1;
    private double least = Double.POSITIVE_INFINITY;
    private boolean exploded;

    Recorder(Trainer trainer, Schedule rates, int steps) {
      this.trainer = trainer;
      this.rates = rates;
      this.steps = steps;
    }

    @Override
    public void onStep(long step, double loss) {
      gathered += loss;
      batches++;
      exploded = !Double.isFinite(loss);
    }

    /// One point for each update, however many batches it was made of.
    @Override
    public boolean stops() {
      if (!exploded && trainer.updates() > points.size()) {
        double loss = gathered / batches;
        gathered = 0;
        batches = 0;
        average = SMOOTHING * average + (1 - SMOOTHING) * loss;
        weight *= SMOOTHING;
        double smoothed = average / (1 - weight);
        least = Math.min(least, smoothed);
        exploded = smoothed > EXPLODED * least;
        points.add(new Point(rates.at(points.size()), loss, smoothed));
      }
      return exploded || points.size() >= steps;
    }
  }

  private List<Point> inner() {
    int end = points.size() - SKIPPED_AT_END;
    return end <= SKIPPED_AT_BEGIN + 2 ? List.of() : points.subList(SKIPPED_AT_BEGIN, end);
  }

  /// What comes before the loss is least: behind it, falls are recoveries from an explosion.
  private List<Point> descent() {
    List<Point> inner = inner();
    return minimum().map(least -> inner.subList(0, inner.indexOf(least) + 1)).orElse(List.of());
  }

  /// Where the longest fall of the smoothed loss has come half its way down: the choice to begin
  /// with. (The fall is the longest sequence of ever lower losses; what lies between may be
  /// higher.)
  ///
  /// @return a learning rate; empty if the loss never fell
  public Optional<Point> valley() {
    List<Point> inner = descent();
    int[] length = new int[inner.size()];
    int[] begin = new int[inner.size()];
    int longest = -1;
    for (int i = 0; i < length.length; i++) {
      length[i] = 1;
      begin[i] = i;
      for (int j = 0; j < i; j++) {
        if (inner.get(j).smoothed() > inner.get(i).smoothed() && length[j] >= length[i]) {
          length[i] = length[j] + 1;
          begin[i] = begin[j];
        }
      }
      longest = longest < 0 || length[i] > length[longest] ? i : longest;
    }
    if (longest < 0 || length[longest] < 3) {
      return Optional.empty();
    }
    double half = (inner.get(begin[longest]).smoothed() + inner.get(longest).smoothed()) / 2;
    return inner.subList(begin[longest], longest + 1).stream()
        .filter(point -> point.smoothed() <= half)
        .findFirst();
  }

  /// Where the smoothed loss falls fastest per factor of the learning rate.
  ///
  /// @return a learning rate; empty if the loss never fell
  public Optional<Point> steepest() {
    List<Point> inner = descent();
    int best = -1;
    double fastest = 0;
    for (int i = 1; i + 1 < inner.size(); i++) {
      double slope = inner.get(i + 1).smoothed() - inner.get(i - 1).smoothed();
      if (slope < fastest) {
        fastest = slope;
        best = i;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(inner.get(best));
  }

  /// The learning rate of the least smoothed loss. A tenth of it is a cautious choice.
  ///
  /// @return a learning rate; empty if there are too few points
  public Optional<Point> minimum() {
    return inner().stream().min(Comparator.comparingDouble(Point::smoothed));
  }
}
