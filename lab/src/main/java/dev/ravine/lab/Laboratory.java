package dev.ravine.lab;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.Outcome;
import dev.ravine.nn.Trainer;
import dev.ravine.nn.TrainingListener;
import dev.ravine.optim.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Does the runs of an experiment.
///
/// With N threads and several runs, N runs go side by side, one thread each: they need no
/// synchronization, so this is faster than one run on N threads. Only when there are fewer runs
/// than threads do runs get several threads each. Neither changes a bit of any result.
public final class Laboratory {

  private static final long NANOS_BETWEEN_CHECKPOINTS = 2_000_000_000L;

  private final int threads;
  private final Optional<Archive> archive;
  private volatile boolean stopping;

  /// A laboratory that remembers nothing.
  ///
  /// @param threads how many may work at the same time, 1 or more
  public Laboratory(int threads) {
    this(threads, Optional.empty());
  }

  /// A laboratory that goes on where runs were interrupted. Every run leaves a checkpoint every two
  /// seconds and when it is stopped.
  ///
  /// @param threads how many may work at the same time, 1 or more
  /// @param archive remembers runs
  public Laboratory(int threads, Archive archive) {
    this(threads, Optional.of(archive));
  }

  private Laboratory(int threads, Optional<Archive> archive) {
    this.archive = archive;
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
    this.threads = threads;
  }

  /// Asks all runs to stop after the step they are at.
  public void stop() {
    stopping = true;
  }

  /// Does all runs.
  ///
  /// @param experiment what to do
  /// @param listener is told about it
  /// @return a record for each run that was begun, in the experiment's order
  public List<RunRecord> run(Experiment experiment, ExperimentListener listener) {
    List<RunPlan> runs = experiment.runs();
    int sideBySide = Math.min(threads, runs.size());
    int each = threads / sideBySide;
    try (ExecutorService pool = Executors.newFixedThreadPool(sideBySide)) {
      List<Future<List<RunRecord>>> results =
          runs.stream()
              .map(run -> pool.submit(() -> oneOrStop(experiment, run, each, listener)))
              .toList();
      List<RunRecord> records = new ArrayList<>();
      for (Future<List<RunRecord>> result : results) {
        records.addAll(join(result));
      }
      return List.copyOf(records);
    }
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while runs were going", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a run failed", e.getCause());
    }
  }

  /// A failure stops the other runs: they leave checkpoints and can be gone on with.
  private List<RunRecord> oneOrStop(
      Experiment experiment, RunPlan run, int threadsOfRun, ExperimentListener listener) {
    try {
      return one(experiment, run, threadsOfRun, listener);
    } catch (RuntimeException | Error failure) {
      stopping = true;
      throw failure;
    }
  }

  /// One run, or none if the laboratory is stopping.
  private List<RunRecord> one(
      Experiment experiment, RunPlan run, int threadsOfRun, ExperimentListener listener) {
    Optional<RunRecord> ended = archive.flatMap(a -> a.ended(run));
    if (ended.isPresent()) {
      return List.of(ended.get());
    }
    if (stopping) {
      return List.of();
    }
    listener.onStart(run);
    try (ThreadTeam team = new ThreadTeam(threadsOfRun)) {
      var training = experiment.training(run);
      Trainer trainer = new Trainer(training, team);
      Recorder recorder = new Recorder(run, listener, trainer);
      archive.flatMap(a -> a.checkpoint(run, trainer.layout())).ifPresent(recorder::resume);
      Outcome outcome = trainer.run(recorder);
      RunRecord record =
          new RunRecord(
              run,
              outcome,
              recorder.losses,
              recorder.trainAccuracy,
              recorder.validationAccuracy,
              trainer.millisPerStep(),
              training.stepsPerEpoch());
      listener.onEnd(record, trainer);
      return List.of(record);
    }
  }

  private final class Recorder implements TrainingListener {

    private final RunPlan run;
    private final ExperimentListener listener;
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> trainAccuracy = new ArrayList<>();
    private final List<Double> validationAccuracy = new ArrayList<>();

    private final Trainer trainer;
    private long saved = System.nanoTime();

    Recorder(RunPlan run, ExperimentListener listener, Trainer trainer) {
      this.run = run;
      this.listener = listener;
      this.trainer = trainer;
    }

    void resume(Checkpoint checkpoint) {
      trainer.resume(checkpoint);
      for (float loss : checkpoint.series("losses")) {
        losses.add((double) loss);
      }
      trainAccuracy.addAll(numbers(checkpoint.note("trainAccuracy")));
      validationAccuracy.addAll(numbers(checkpoint.note("validationAccuracy")));
    }

    @Override
    public void betweenSteps(long step) {
      long now = System.nanoTime();
      boolean due = stopping || now - saved > NANOS_BETWEEN_CHECKPOINTS;
      if (due && archive.isPresent()) {
        float[] series = new float[losses.size()];
        for (int i = 0; i < series.length; i++) {
          series[i] = losses.get(i).floatValue();
        }
        archive
            .get()
            .save(
                run,
                trainer
                    .checkpoint()
                    .withSeries("losses", series)
                    .withNote("trainAccuracy", text(trainAccuracy))
                    .withNote("validationAccuracy", text(validationAccuracy)));
        saved = now;
      }
    }

    private static String text(List<Double> numbers) {
      return numbers.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static List<Double> numbers(String text) {
      return Stream.of(text.split(",", -1)).filter(w -> !w.isEmpty()).map(Double::valueOf).toList();
    }

    @Override
    public void onStep(long step, double loss) {
      losses.add(loss);
      listener.onStep(run, step, loss);
    }

    @Override
    public void onEpoch(int epoch, double train, double validation) {
      trainAccuracy.add(train);
      validationAccuracy.add(validation);
      listener.onEpoch(run, epoch, train, validation);
    }

    @Override
    public boolean stops() {
      return stopping;
    }
  }
}
