package dev.ravine.lab.run;

import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does the runs of an experiment.
///
/// With N threads and several runs, N runs go side by side, one thread each: they need no
/// synchronization, so this is faster than one run on N threads. Only when there are fewer runs
/// than threads do runs get several threads each. Neither changes a bit of any result.
public final class ExperimentRunner {

  /// How often a run goes on from its checkpoint after its shards were lost.
  private static final int MOST_TRIALS = 10;

  /// After so many steps only one of [#DIAGNOSED_EVERY] is diagnosed: it costs five walks through
  /// memory, and long runs have more than enough.
  public static final long DIAGNOSED_OFTEN_UP_TO = 512;

  /// After the first steps, one step in so many is diagnosed.
  public static final long DIAGNOSED_EVERY = 64;

  private final int threads;
  private final RunArchive archive;
  private final RunControl control = new RunControl();
  private volatile Placement placement = Placement.HERE;

  /// A runner that remembers nothing.
  ///
  /// @param threads how many may work at the same time, 1 or more
  public ExperimentRunner(int threads) {
    this(threads, RunArchive.NONE);
  }

  /// A runner that resumes where runs were interrupted. Every run leaves a checkpoint every two
  /// seconds and when it is stopped.
  ///
  /// @param threads how many may work at the same time, 1 or more
  /// @param archive remembers runs
  public ExperimentRunner(int threads, RunArchive archive) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
    this.threads = threads;
    this.archive = archive;
  }

  /// Asks all runs to stop after the step they are at.
  public void stop() {
    control.stop();
    placement.stop();
  }

  /// Asks all runs to wait after the step they are at, with a checkpoint each.
  public void pause() {
    control.pause();
  }

  /// Resumes all paused runs.
  public void goOn() {
    control.goOn();
  }

  /// Whether runs wait, or are about to.
  ///
  /// @return true between [#pause] and [#goOn]
  public boolean isPaused() {
    return control.isPaused();
  }

  /// Does all runs in this process.
  ///
  /// @param experiment what to do
  /// @param listener is told about it
  /// @return a record for each run that was begun, in the experiment's order
  public List<RunRecord> run(Experiment experiment, ExperimentListener listener) {
    return run(experiment, listener, Placement.HERE);
  }

  /// Does all runs.
  ///
  /// @param experiment what to do
  /// @param listener is told about it
  /// @param where it is done
  /// @return a record for each run that was begun, in the experiment's order
  public List<RunRecord> run(Experiment experiment, ExperimentListener listener, Placement where) {
    placement = where;
    List<RunPlan> runs = experiment.runs();
    int sideBySide = Math.min(placement.sideBySide(threads), runs.size());
    int each = Math.max(1, threads / sideBySide);
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
      throw new IllegalStateException("interrupted while runs were in progress", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a run failed", e.getCause());
    }
  }

  /// A failure stops the other runs: they leave checkpoints and can be resumed.
  private List<RunRecord> oneOrStop(
      Experiment experiment, RunPlan run, int threadsOfRun, ExperimentListener listener) {
    try {
      return one(experiment, run, threadsOfRun, listener);
    } catch (RuntimeException | Error failure) {
      stop();
      throw failure;
    }
  }

  /// One run, or none if the runner is stopping.
  private List<RunRecord> one(
      Experiment experiment, RunPlan run, int threadsOfRun, ExperimentListener listener) {
    Optional<RunRecord> ended = archive.ended(run);
    if (ended.isPresent()) {
      return List.of(ended.get());
    }
    if (control.stops()) {
      return List.of();
    }
    listener.onStart(run);
    Training training = placement.place(run, experiment.training(run));
    try (ThreadTeam team = new ThreadTeam(threadsOfRun)) {
      for (int trial = 1; ; trial++) {
        try {
          return List.of(train(experiment, run, training, team, listener));
        } catch (ShardsLostException lost) {
          if (control.stops() || trial == MOST_TRIALS) {
            throw lost;
          }
          listener.onShardsLost(run, lost.getMessage());
        } catch (CancellationException waited) {
          if (control.stops()) {
            return List.of();
          }
          throw waited;
        }
      }
    }
  }

  private RunRecord train(
      Experiment experiment,
      RunPlan run,
      Training training,
      ThreadTeam team,
      ExperimentListener listener) {
    Trainer trainer = new Trainer(training, team);
    try (Journal journal = archive.journal(run, trainer.layout())) {
      RunRecorder recorder =
          new RunRecorder(run, control, training.stepsPerEpoch(), listener, trainer, journal);
      Outcome outcome = trainer.run(recorder);
      RunRecord record =
          new RunRecord(
              run,
              outcome,
              recorder.events(),
              trainer.cost(),
              training.stepsPerEpoch(),
              archive.keep(),
              experiment.resolution(run),
              trainer.facts());
      journal.end(record, trainer);
      listener.onEnd(record);
      return record;
    }
  }
}
