package dev.ravine.lab.session;

import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.ExperimentListener;
import dev.ravine.lab.run.ExperimentRunner;
import dev.ravine.lab.run.Placement;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One experiment from its plan to its report, for the command line and the server alike: the store
/// is open, runs can be paused and stopped, and whatever ended is kept and shown.
public final class ExperimentSession implements AutoCloseable {

  private final Experiment experiment;
  private final Store store;
  private final ExperimentRunner runner;

  private ExperimentSession(Experiment experiment, Store store, int threads) {
    this.experiment = experiment;
    this.store = store;
    runner = new ExperimentRunner(threads, store);
  }

  /// Begins an experiment in a new folder; runs that ended elsewhere are taken over.
  ///
  /// @param fork what is to be done, and what is known already
  /// @param experiment what [ExperimentLoader] made of its plan
  /// @param folder must not hold anything yet
  /// @param command what was typed, for those who trace a number back
  /// @param threads how many runs at once
  /// @return a session that has not run yet
  /// @throws java.nio.file.FileAlreadyExistsException if somebody was faster
  /// @throws IOException if the folder can't be made or written to, or holds something
  public static ExperimentSession begin(
      Fork fork, Experiment experiment, Path folder, List<String> command, int threads)
      throws IOException {
    Provenance provenance = fork.marked(Provenance.of(experiment, command, threads));
    Store store = Store.create(folder, fork.experimentPlan(), experiment, provenance);
    try {
      for (Path known : fork.folders()) {
        store.adopt(known);
      }
      return new ExperimentSession(experiment, store, threads);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /// Opens a folder to resume its experiment.
  ///
  /// @param folder of an experiment, or of one of its runs
  /// @param threads how many runs at once
  /// @return a session that knows the runs that ended
  /// @throws IOException if files can't be read, the data is not what it was, or another program
  ///   writes to the folder
  public static ExperimentSession resume(Path folder, int threads) throws IOException {
    Experiment experiment = ExperimentLoader.load(ExperimentFolder.plan(folder));
    return new ExperimentSession(experiment, Store.open(folder, experiment), threads);
  }

  /// Does the runs that have not ended, and writes summary and report, also if one fails.
  ///
  /// @param listener is told what happens
  /// @return what the experiment has come to
  public Conclusion run(ExperimentListener listener) {
    return run(listener, Placement.HERE);
  }

  /// Does the runs that have not ended, and writes summary and report, also if one fails.
  ///
  /// @param listener is told what happens
  /// @param placement where runs are done
  /// @return what the experiment has come to
  public Conclusion run(ExperimentListener listener, Placement placement) {
    try {
      runner.run(experiment, listener, placement);
    } catch (RuntimeException | Error e) {
      try {
        Conclusion.of(store, experiment);
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
    return Conclusion.of(store, experiment);
  }

  /// Asks the runs to wait after the steps they are at.
  public void pause() {
    runner.pause();
  }

  /// Lets paused runs continue.
  public void unpause() {
    runner.goOn();
  }

  /// Whether runs wait.
  ///
  /// @return true between [#pause] and [#unpause]
  public boolean isPaused() {
    return runner.isPaused();
  }

  /// Asks the runs to stop after the steps they are at.
  public void stop() {
    runner.stop();
  }

  /// What is done.
  ///
  /// @return data, network and runs
  public Experiment experiment() {
    return experiment;
  }

  /// Where it is kept.
  ///
  /// @return an open store
  public Store store() {
    return store;
  }

  /// Releases the folder.
  @Override
  public void close() throws IOException {
    store.close();
  }
}
