package dev.ravine.nn.train;

import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatisticsEstimator;
import dev.ravine.nn.predict.Evaluator;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The learning-rate range test: a training whose learning rate grows by the same factor in every
/// step, until the loss explodes. It works on parameters of its own, so a training after it is what
/// it would have been without.
///
/// The loss is measured after each step on the same examples, since that of single batches is
/// mostly their noise where batches are small. The test ends when the median of the last five
/// losses is four times the least such median and above where the loss began. Suggestions come from
/// a curve that a spike does not move, and there are none if the loss never fell by more than its
/// noise.
///
/// Smith: Cyclical Learning Rates for Training Neural Networks (arXiv 1506.01186), section 3.3.
///
/// @param points what was measured, in the order of the steps
public record LearningRateFinder(List<Point> points) {

  private static final double EXPLODED = 4;
  private static final double ABOVE_THE_FIRST = 1.2;
  private static final int RECENT = 5;
  private static final int MEASURED = 256;
  private static final int MEDIAN = 3;
  private static final double SMALLEST_DROP = 1e-3;
  private static final int FEWEST = 20;

  /// One step.
  ///
  /// @param learningRate of the step
  /// @param loss after the step, of up to 256 training examples, always the same
  public record Point(double learningRate, double loss) {}

  public LearningRateFinder {
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
  public static LearningRateFinder run(
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
    long batches = (long) steps * training.optimizer().accumulationSteps();
    int epochs = Math.toIntExact(batches / training.stepsPerEpoch() + 1);
    Training test =
        training.toBuilder()
            .optimizer(training.optimizer().with("learningRate", rates))
            .epochs(epochs)
            .patience(0)
            .build();
    Trainer trainer = new Trainer(test, team);
    Recorder recorder = new Recorder(trainer, test, rates, steps, team);
    trainer.runUninterrupted(recorder);
    return new LearningRateFinder(recorder.points);
  }

  private static final class Recorder implements TrainingListener {
    private final Trainer trainer;
    private final Schedule rates;
    private final int steps;
    private final List<Point> points = new ArrayList<>();
    private final Evaluator evaluator;
    private final BatchStatisticsEstimator estimator;
    private double first = Double.NaN;
    private double least = Double.POSITIVE_INFINITY;
    private boolean exploded;

    Recorder(Trainer trainer, Training training, Schedule rates, int steps, ThreadTeam team) {
      Dataset train = training.split().train();
      int[] order = training.seed().stream("evaluate").permutation(train.size());
      int[] some = Arrays.copyOf(order, Math.min(MEASURED, order.length));
      evaluator = new Evaluator(training.model(), train, some, train.preprocessing(), team);
      estimator =
          new BatchStatisticsEstimator(training.model(), train, train.preprocessing(), team);
      this.trainer = trainer;
      this.rates = rates;
      this.steps = steps;
    }

    @Override
    public void onStep(long step, double loss) {
      exploded = !Double.isFinite(loss);
    }

    /// One point for each update, however many batches it was made of.
    @Override
    public boolean stops() {
      if (!exploded && trainer.updates() > points.size()) {
        float[] weights = trainer.weights();
        double loss = evaluator.evaluate(weights, estimator.at(weights)).loss();
        exploded = !Double.isFinite(loss);
        if (!exploded) {
          points.add(new Point(rates.at(points.size()), loss));
          look();
        }
      }
      return exploded || points.size() >= steps;
    }

    private void look() {
      int size = points.size();
      if (size < RECENT) {
        return;
      }
      double recent =
          points.subList(size - RECENT, size).stream()
              .mapToDouble(Point::loss)
              .sorted()
              .skip(RECENT / 2)
              .findFirst()
              .orElseThrow();
      first = Double.isNaN(first) ? recent : first;
      least = Math.min(least, recent);
      exploded = size > FEWEST / 2 && recent > Math.max(EXPLODED * least, ABOVE_THE_FIRST * first);
    }
  }

  /// The loss without its noise: medians of seven neighbours, so that a spike leaves no trace, and
  /// means of those.
  ///
  /// @return one for each point
  public List<Double> smooth() {
    double[] medians = new double[points.size()];
    for (int i = 0; i < medians.length; i++) {
      medians[i] = median(i - MEDIAN, i + MEDIAN, Point::loss);
    }
    int reach = Math.max(1, points.size() / 40);
    List<Double> smooth = new ArrayList<>();
    for (int i = 0; i < medians.length; i++) {
      // As many on both sides, so that a slope stays one at the ends.
      int side = Math.min(reach, Math.min(i, medians.length - 1 - i));
      smooth.add(Arrays.stream(medians, i - side, i + side + 1).average().orElseThrow());
    }
    return smooth;
  }

  private double median(int from, int to, ToDoubleFunction<Point> pick) {
    double[] window =
        points.subList(Math.max(0, from), Math.min(points.size(), to + 1)).stream()
            .mapToDouble(pick)
            .sorted()
            .toArray();
    int middle = window.length / 2;
    return window.length % 2 == 1 ? window[middle] : (window[middle - 1] + window[middle]) / 2;
  }

  /// Where the loss falls.
  ///
  /// @param begin the last point at which it has not fallen by a tenth of its way
  /// @param end the first point behind it at which nine tenths are done
  /// @param least the point of the least loss
  /// @param before the loss at first
  /// @param drop how far it falls
  private record Fall(int begin, int end, int least, double before, double drop) {}

  private Optional<Fall> fall() {
    if (points.size() < FEWEST / 2) {
      return Optional.empty();
    }
    List<Double> smooth = smooth();
    int first = Math.max(5, points.size() / 10);
    double before = median(0, first - 1, Point::loss);
    int least = 0;
    for (int i = 1; i < smooth.size(); i++) {
      least = smooth.get(i) < smooth.get(least) ? i : least;
    }
    if (least < first) {
      return Optional.empty();
    }
    double drop = before - smooth.get(least);
    double[] distances = new double[Math.max(first, least)];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.abs(points.get(i).loss() - smooth.get(i));
    }
    Arrays.sort(distances);
    double noise = 4 * distances[distances.length / 2];
    if (!(drop > Math.max(noise, Math.abs(before) * SMALLEST_DROP))) {
      return Optional.empty();
    }
    int begin = least;
    while (begin > 0 && smooth.get(begin) < before - 0.1 * drop) {
      begin--;
    }
    int end = begin;
    while (end < least && smooth.get(end) > before - 0.9 * drop) {
      end++;
    }
    return Optional.of(new Fall(begin, end, least, before, drop));
  }

  /// Where the loss has first come half its way down: the choice to begin with.
  ///
  /// @return a learning rate; empty if the loss never fell by more than its noise
  public Optional<Point> valley() {
    return fall()
        .map(fall -> {
          List<Double> smooth = smooth();
          int at = fall.begin;
          while (at < fall.end && smooth.get(at) > fall.before - 0.5 * fall.drop) {
            at++;
          }
          return points.get(at);
        });
  }

  /// Where the loss falls fastest per factor of the learning rate.
  ///
  /// @return a learning rate; empty if the loss never fell by more than its noise
  public Optional<Point> steepest() {
    return fall()
        .map(fall -> {
          List<Double> smooth = smooth();
          int best = fall.begin;
          double fastest = Double.POSITIVE_INFINITY;
          for (int i = fall.begin; i <= fall.end; i++) {
            int left = Math.max(0, i - 1);
            int right = Math.min(smooth.size() - 1, i + 1);
            double slope = (smooth.get(right) - smooth.get(left)) / (right - left);
            if (slope < fastest) {
              fastest = slope;
              best = i;
            }
          }
          return points.get(best);
        });
  }

  /// The learning rate of the least loss. A tenth of it is a cautious choice.
  ///
  /// @return a learning rate; empty if the loss never fell by more than its noise
  public Optional<Point> minimum() {
    return fall().map(fall -> points.get(fall.least));
  }

  /// The losses worth looking at: from the least to a little above the first.
  ///
  /// @return two numbers, the lower first; empty if the loss never fell
  public Optional<List<Double>> range() {
    return fall()
        .map(fall ->
            List.of(fall.before - 1.1 * fall.drop, fall.before + Math.max(0.4 * fall.drop, 1e-12)));
  }
}
