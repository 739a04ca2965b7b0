package dev.ravine.lab.run;

import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Diagnosis;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private static final long NANOS_BETWEEN_CHECKPOINTS = 2_000_000_000L;

  /// How often a run goes on from its checkpoint after its shards were lost.
  private static final int MOST_TRIALS = 10;

  private static final long DIAGNOSED_FIRST = 10;
  private static final long DIAGNOSED_OFTEN = 16;

  /// After so many steps only one of [#DIAGNOSED_EVERY] is diagnosed: it costs five walks through
  /// memory, and long runs have more than enough.
  public static final long DIAGNOSED_OFTEN_UP_TO = 512;

  /// After the first steps, one step in so many is diagnosed.
  public static final long DIAGNOSED_EVERY = 64;

  private final int threads;
  private final RunArchive archive;
  private volatile boolean stopping;
  private boolean paused;

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
    stopping = true;
    goOn();
  }

  /// Asks all runs to wait after the step they are at, with a checkpoint each.
  public synchronized void pause() {
    paused = true;
  }

  /// Resumes all paused runs.
  public synchronized void goOn() {
    paused = false;
    notifyAll();
  }

  /// Whether runs wait, or are about to.
  ///
  /// @return true between [#pause] and [#goOn]
  public synchronized boolean isPaused() {
    return paused;
  }

  private synchronized void awaitGoOn() {
    try {
      while (paused) {
        wait();
      }
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
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
  /// @param placement where
  /// @return a record for each run that was begun, in the experiment's order
  public List<RunRecord> run(
      Experiment experiment, ExperimentListener listener, Placement placement) {
    List<RunPlan> runs = experiment.runs();
    int sideBySide = Math.min(threads, runs.size());
    int each = threads / sideBySide;
    try (ExecutorService pool = Executors.newFixedThreadPool(sideBySide)) {
      List<Future<List<RunRecord>>> results =
          runs.stream()
              .map(run -> pool.submit(() -> oneOrStop(experiment, run, each, listener, placement)))
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
      Experiment experiment,
      RunPlan run,
      int threadsOfRun,
      ExperimentListener listener,
      Placement placement) {
    try {
      return one(experiment, run, threadsOfRun, listener, placement);
    } catch (RuntimeException | Error failure) {
      stop();
      throw failure;
    }
  }

  /// One run, or none if the runner is stopping.
  private List<RunRecord> one(
      Experiment experiment,
      RunPlan run,
      int threadsOfRun,
      ExperimentListener listener,
      Placement placement) {
    Optional<RunRecord> ended = archive.ended(run);
    if (ended.isPresent()) {
      return List.of(ended.get());
    }
    if (stopping) {
      return List.of();
    }
    listener.onStart(run);
    Training training = placement.place(run, experiment.training(run));
    try (ThreadTeam team = new ThreadTeam(threadsOfRun)) {
      for (int trial = 1; ; trial++) {
        try {
          return List.of(train(experiment, run, training, team, listener));
        } catch (ShardsLostException lost) {
          if (stopping || trial == MOST_TRIALS) {
            throw lost;
          }
          listener.onShardsLost(run, lost.getMessage());
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
      Recorder recorder = new Recorder(run, training.stepsPerEpoch(), listener, trainer, journal);
      Outcome outcome = trainer.run(recorder);
      RunRecord record =
          new RunRecord(
              run,
              outcome,
              recorder.events,
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

  private final class Recorder implements TrainingListener {

    private final RunPlan run;
    private final ExperimentListener listener;
    private final Trainer trainer;
    private final Journal journal;
    private final List<Event> events;
    private Optional<Diagnosis> diagnosis = Optional.empty();
    private long steps;
    private final HyperparameterChanger reviser;
    private long saved = System.nanoTime();

    Recorder(
        RunPlan run,
        long stepsPerEpoch,
        ExperimentListener listener,
        Trainer trainer,
        Journal journal) {
      this.run = run;
      this.listener = listener;
      this.trainer = trainer;
      this.journal = journal;
      events = new ArrayList<>(journal.events());
      journal.checkpoint().ifPresent(trainer::resume);
      reviser = new HyperparameterChanger(run, stepsPerEpoch, trainer);
      events.forEach(event -> listener.onEvent(run, event));
    }

    @Override
    public boolean diagnoses(long step) {
      long every = step <= DIAGNOSED_OFTEN_UP_TO ? DIAGNOSED_OFTEN : DIAGNOSED_EVERY;
      return step <= DIAGNOSED_FIRST || step % every == 0;
    }

    @Override
    public void onDiagnosis(long step, Diagnosis measured) {
      diagnosis = Optional.of(measured);
    }

    @Override
    public void onStep(long step, double loss) {
      add(new Event.Step(step, trainer.gradients(), seconds(), loss, diagnosis));
      diagnosis = Optional.empty();
    }

    @Override
    public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
      if (epoch > 0) {
        journal.epoch(epoch, trainer, validation);
      }
      onSkippedEpoch(epoch, train, validation);
    }

    @Override
    public void onSkippedEpoch(int epoch, Evaluation train, Evaluation validation) {
      add(new Event.Epoch(epoch, steps, trainer.gradients(), seconds(), train, validation));
    }

    private void add(Event event) {
      steps = event.step();
      events.add(event);
      journal.add(event);
      listener.onEvent(run, event);
    }

    private double seconds() {
      return trainer.nanos() * 1e-9;
    }

    @Override
    public void betweenSteps(long step) {
      steps = step;
      reviser.betweenSteps(step);
      boolean waits = isPaused();
      if (waits || stopping || System.nanoTime() - saved > NANOS_BETWEEN_CHECKPOINTS) {
        journal.save(trainer.checkpoint());
        saved = System.nanoTime();
      }
      if (waits) {
        awaitGoOn();
      }
    }

    @Override
    public boolean stops() {
      return stopping;
    }
  }
}
