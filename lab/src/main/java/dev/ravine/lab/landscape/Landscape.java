package dev.ravine.lab.landscape;

import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.files.Csv;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.HyperparameterChanger;
import dev.ravine.nn.graph.BatchStatisticsEstimator;
import dev.ravine.nn.predict.Evaluator;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import dev.ravine.plot.Series.Contours;
import dev.ravine.plot.Series.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// The loss of a trained network over a plane of its parameters. The run is done once more, which
/// gives the same bits, so that nothing but its plan need be kept.
public final class Landscape {

  private static final int MOST_PLACES = 60;
  private static final int LEVELS = 24;
  private static final double MARGIN = 0.25;

  private final String title;
  private final List<String> labels;
  private final Point low;
  private final Point high;
  private final double[][] losses;
  private final List<Point> path;

  private Landscape(
      String title,
      List<String> labels,
      Point low,
      Point high,
      double[][] losses,
      List<Point> path) {
    this.title = title;
    this.labels = List.copyOf(labels);
    this.low = low;
    this.high = high;
    this.losses = losses;
    this.path = List.copyOf(path);
  }

  /// Which plane is looked at.
  public enum Directions {
    /// Two random directions, filter-normalized.
    RANDOM,
    /// The principal directions of the run's path.
    PATH
  }

  /// What is measured.
  ///
  /// @param directions which plane
  /// @param size how many losses along each side, 2 or more
  /// @param examples on how many training examples, the first ones, 1 or more
  /// @param threads how many work at the same time
  public record Survey(Directions directions, int size, int examples, int threads) {

    public Survey {
      if (size < 2 || size > 1000) {
        throw new IllegalArgumentException("size must be in 2 … 1000, was " + size);
      }
      if (examples < 1) {
        throw new IllegalArgumentException("examples must be 1 or more, was " + examples);
      }
    }
  }

  /// Trains, and measures.
  ///
  /// @param experiment holds the data and the network
  /// @param run one of its runs
  /// @param survey what to measure
  /// @param progress is told the percentage of losses that are measured
  /// @return the landscape
  /// @throws IllegalArgumentException if the run diverges, or has fewer than three steps
  public static Landscape of(
      Experiment experiment, RunPlan run, Survey survey, IntConsumer progress) {
    Training training = experiment.training(run);
    Route route = new Route(training, run, survey.threads);
    Plane plane =
        switch (survey.directions) {
          case RANDOM -> Plane.random(route.places.getLast(), route.layout, training.seed());
          case PATH -> Plane.principal(route.places);
        };
    List<Point> path =
        survey.directions == Directions.RANDOM
            ? List.of(new Point(0, 0))
            : route.places.stream()
                .map(plane::project)
                .map(place -> new Point(place[0], place[1]))
                .toList();
    Point low = corner(path, -1);
    Point high = corner(path, 1);
    double[][] losses = measure(training, plane, low, high, survey, progress);
    String title = "Loss around %s, %s".formatted(run.label(), run.repetition());
    return new Landscape(title, plane.labels(), low, high, losses, path);
  }

  /// The path with some room around it, or 1 in each direction around a single place.
  private static Point corner(List<Point> path, int sign) {
    double x = extent(path.stream().mapToDouble(Point::x).toArray(), sign);
    double y = extent(path.stream().mapToDouble(Point::y).toArray(), sign);
    return new Point(x, y);
  }

  private static double extent(double[] values, int sign) {
    double least = Arrays.stream(values).min().orElseThrow();
    double greatest = Arrays.stream(values).max().orElseThrow();
    double room = greatest > least ? MARGIN * (greatest - least) : 1;
    return sign < 0 ? least - room : greatest + room;
  }

  /// The places of a run, evenly over its mini-batches, the first and the last among them.
  private static final class Route implements TrainingListener {

    private final List<float[]> places = new ArrayList<>();
    private final ParameterLayout layout;
    private final Trainer trainer;
    private final HyperparameterChanger reviser;
    private final long every;
    private long next;

    Route(Training training, RunPlan run, int threads) {
      every = Math.max(1, training.steps() / MOST_PLACES);
      Outcome outcome;
      try (ThreadTeam team = new ThreadTeam(threads)) {
        trainer = new Trainer(training, team);
        layout = trainer.layout();
        reviser = new HyperparameterChanger(run, training.stepsPerEpoch(), trainer);
        outcome = trainer.run(this);
        if (outcome instanceof Outcome.Diverged(long step, String why)) {
          throw new IllegalArgumentException(
              "%s, %s, must not diverge to have a landscape, but did at step %d: %s"
                  .formatted(run.label(), run.repetition(), step, why));
        }
      }
      places.add(trainer.weights().clone());
      if (places.size() < 4) {
        throw new IllegalArgumentException(
            "a run must have 3 steps or more to have a landscape, has " + outcome.steps());
      }
    }

    @Override
    public void betweenSteps(long step) {
      reviser.betweenSteps(step);
      if (trainer.batches() >= next) {
        places.add(trainer.weights().clone());
        next = trainer.batches() + every;
      }
    }
  }

  private static double[][] measure(
      Training training, Plane plane, Point low, Point high, Survey survey, IntConsumer progress) {
    int size = survey.size;
    double[][] losses = new double[size][size];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(survey.threads)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int t = 0; t < survey.threads; t++) {
        workers.add(
            pool.submit(() -> {
              try (ThreadTeam alone = new ThreadTeam(1)) {
                Evaluator evaluator = evaluator(training, survey.examples, alone);
                Dataset train = training.split().train();
                BatchStatisticsEstimator estimator =
                    new BatchStatisticsEstimator(
                        training.model(), train, train.preprocessing(), alone);
                float[] theta = new float[plane.size()];
                for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                  for (int j = 0; j < size; j++) {
                    plane.at(
                        along(low.x(), high.x(), i, size),
                        along(low.y(), high.y(), j, size),
                        theta);
                    losses[i][j] = evaluator.evaluate(theta, estimator.at(theta)).loss();
                  }
                  progress.accept(100 * done.incrementAndGet() / size);
                }
              }
            }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while losses were measured", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("losses can't be measured", e.getCause());
    }
    return losses;
  }

  private static Evaluator evaluator(Training training, int examples, ThreadTeam team) {
    Dataset train = training.split().train();
    int[] first = IntStream.range(0, Math.min(examples, train.size())).toArray();
    return new Evaluator(training.model(), train, first, train.preprocessing(), team);
  }

  private static double along(double low, double high, int i, int size) {
    return low + (high - low) * i / (size - 1);
  }

  /// Between the losses that were measured, by straight lines.
  private double loss(double x, double y) {
    int size = losses.length;
    double i = (x - low.x()) / (high.x() - low.x()) * (size - 1);
    double j = (y - low.y()) / (high.y() - low.y()) * (size - 1);
    int i0 = (int) Math.max(0, Math.min(size - 2, Math.floor(i)));
    int j0 = (int) Math.max(0, Math.min(size - 2, Math.floor(j)));
    double left = losses[i0][j0] + (j - j0) * (losses[i0][j0 + 1] - losses[i0][j0]);
    double right = losses[i0 + 1][j0] + (j - j0) * (losses[i0 + 1][j0 + 1] - losses[i0 + 1][j0]);
    return left + (i - i0) * (right - left);
  }

  /// The loss where training ended.
  ///
  /// @return at the origin of the plane
  public double end() {
    return loss(path.getLast().x(), path.getLast().y());
  }

  /// The least and the greatest loss that were measured.
  ///
  /// @return two numbers
  public List<Double> range() {
    double[] all = Arrays.stream(losses).flatMapToDouble(Arrays::stream).sorted().toArray();
    return List.of(all[0], all[all.length - 1]);
  }

  /// The picture: lines of equal loss, and the path.
  ///
  /// @return a chart
  public Chart chart() {
    List<Series> series = new ArrayList<>();
    series.add(Contours.evenly(low, high, this::loss, LEVELS));
    if (path.size() > 1) {
      series.add(new Series.Line("the run's path", path));
    }
    series.add(new Series.Markers("end", List.of(path.getLast())));
    return new Chart(title, Axis.linear(labels.get(0)), Axis.linear(labels.get(1)), series);
  }

  /// The numbers: a row for each loss that was measured.
  ///
  /// @return CSV with a head
  public String csv() {
    Csv csv = new Csv("x", "y", "loss");
    int size = losses.length;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        csv.row(along(low.x(), high.x(), i, size), along(low.y(), high.y(), j, size), losses[i][j]);
      }
    }
    return csv.toString();
  }
}
