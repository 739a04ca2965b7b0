package dev.ravine.lab.live;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.ExperimentListener;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.session.ExperimentSession;
import dev.ravine.lab.session.Fork;
import dev.ravine.lab.store.ExperimentFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Experiments that run in the background, each in its folder of the store.
final class RunningExperiments implements AutoCloseable {

  private final Path store;
  private final int threads;
  private final Map<String, Job> jobs = new HashMap<>();

  RunningExperiments(Path store, int threads) {
    this.store = store;
    this.threads = threads;
  }

  /// One running experiment, and why it ended if it failed.
  private record Job(
      ExperimentSession session, Thread thread, AtomicReference<@Nullable String> failure) {}

  /// Why an experiment failed.
  Optional<String> failure(String name) {
    return job(name).map(job -> job.failure().get());
  }

  /// Begins an experiment in a new folder.
  ///
  /// @throws IOException if the folder can't be made, or holds something
  void begin(String name, ExperimentPlan experimentPlan) throws IOException {
    begin(name, Fork.of(experimentPlan));
  }

  /// The same, but runs that ended elsewhere are taken over.
  synchronized void begin(String name, Fork fork) throws IOException {
    Path folder = store.resolve(name);
    ExperimentFolder.checkWritable(folder);
    Experiment experiment = ExperimentLoader.load(fork.experimentPlan());
    go(
        name,
        ExperimentSession.begin(fork, experiment, folder, List.of("ravine", "serve"), threads));
  }

  /// Resumes an experiment that was paused or stopped.
  ///
  /// @throws IOException if it can't be read, or somebody else works on it
  synchronized void resume(String name) throws IOException {
    switch (state(name)) {
      case PAUSED -> going(name).session().unpause();
      case GOING ->
          throw new IOException(name + " must be paused or stopped to be resumed, but is running");
      case STILL -> go(name, ExperimentSession.resume(store.resolve(name), threads));
    }
  }

  /// Asks an experiment to wait after the steps it is at.
  ///
  /// @throws IOException if it is not going here
  void pause(String name) throws IOException {
    going(name).session().pause();
  }

  /// Where deleted experiments go: nothing is lost by a click.
  static final String TRASH = ".trash";

  /// Gives an experiment that is not running another name.
  ///
  /// @throws IOException if it is running, or the name is taken
  synchronized void rename(String name, String other) throws IOException {
    checkStill(name);
    Path target = store.resolve(other);
    if (Files.exists(target)) {
      throw new IOException(other + " is there already");
    }
    Files.move(store.resolve(name), target);
    jobs.remove(name);
  }

  /// Moves an experiment that is not running to the trash folder.
  ///
  /// @throws IOException if it is running
  synchronized void delete(String name) throws IOException {
    checkStill(name);
    Path trash = Files.createDirectories(store.resolve(TRASH));
    Path target = trash.resolve(name);
    for (int i = 2; Files.exists(target); i++) {
      target = trash.resolve(name + "-" + i);
    }
    Files.move(store.resolve(name), target);
    jobs.remove(name);
  }

  private void checkStill(String name) throws IOException {
    if (state(name) != State.STILL) {
      throw new IOException(name + " must be stopped first");
    }
  }

  private void go(String name, ExperimentSession session) {
    AtomicReference<@Nullable String> failure = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .name("experiment " + name)
            .daemon()
            .start(() -> {
              try (session) {
                session.run(new ExperimentListener() {});
              } catch (IOException | RuntimeException | OutOfMemoryError e) {
                failure.set(
                    e instanceof OutOfMemoryError
                        ? "there is not enough memory"
                        : String.valueOf(e.getMessage()));
                System.Logger log = System.getLogger(RunningExperiments.class.getName());
                if (e instanceof IOException || e instanceof IllegalArgumentException) {
                  log.log(System.Logger.Level.ERROR, name + ": " + e.getMessage());
                } else {
                  log.log(System.Logger.Level.ERROR, name + ": " + failure.get(), e);
                }
              }
            });
    jobs.put(name, new Job(session, thread, failure));
  }

  /// Asks an experiment to stop after the steps it is at, and waits until it has.
  ///
  /// @throws IOException if it is not going here
  void stop(String name) throws IOException {
    Job job = going(name);
    job.session().stop();
    join(job.thread());
  }

  private Job going(String name) throws IOException {
    Optional<Job> job = job(name);
    if (job.isEmpty() || !job.get().thread().isAlive()) {
      throw new IOException(name + " must be running in this server for that, but is not");
    }
    return job.get();
  }

  private synchronized Optional<Job> job(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  /// What an experiment is doing here.
  enum State {
    GOING,
    PAUSED,
    STILL;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  State state(String name) {
    return job(name)
        .filter(job -> job.thread().isAlive())
        .map(job -> job.session().isPaused() ? State.PAUSED : State.GOING)
        .orElse(State.STILL);
  }

  @Override
  public void close() {
    List<Job> all;
    synchronized (this) {
      all = List.copyOf(jobs.values());
    }
    all.forEach(job -> job.session().stop());
    all.forEach(job -> join(job.thread()));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
