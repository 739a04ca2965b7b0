package dev.ravine.cli.console;

import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cli.option.SessionOptions;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelFiles;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.session.Conclusion;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.session.ExperimentSession;
import dev.ravine.lab.session.Fork;
import dev.ravine.lab.stats.Ranking;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.Store;
import dev.ravine.nn.train.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/// One experiment from the command line: runs it, shows it, keeps it. Ctrl-C stops the runs and
/// keeps what there is.
public final class ConsoleSession {

  private static final int INTERRUPTED = 130;

  private final CommandLine command;
  private final SessionOptions options;
  private final PrintWriter out;
  private final PrintWriter chat;
  private final int threads;
  private Optional<ClusterOptions> cluster = Optional.empty();
  private Optional<Efficiency> expected = Optional.empty();
  private Optional<Path> written = Optional.empty();

  /// A session that prints to a command's output.
  ///
  /// @param command that was typed
  /// @param options how much to print
  /// @param threads 1 or more
  public ConsoleSession(CommandLine command, SessionOptions options, int threads) {
    this.command = command;
    this.options = options;
    this.threads = threads;
    out = command.getOut();
    boolean talks = options.voice() == SessionOptions.Voice.PEOPLE;
    chat = talks ? out : new PrintWriter(Writer.nullWriter());
  }

  /// Has replicas elsewhere, if a cluster was asked for.
  ///
  /// @param options which
  /// @return this session
  public ConsoleSession on(ClusterOptions options) {
    cluster = Optional.of(options);
    return this;
  }

  /// Says what its replicas should reach, and what they have.
  ///
  /// @param efficiency that was predicted, if it was
  /// @return this session
  public ConsoleSession expecting(Optional<Efficiency> efficiency) {
    expected = efficiency;
    return this;
  }

  /// Begins an experiment in a new folder.
  public int begin(ExperimentPlan experimentPlan, Path folder) throws IOException {
    return begin(Fork.of(experimentPlan), folder);
  }

  /// The same, but runs that ended elsewhere are taken over.
  public int begin(Fork fork, Path folder) throws IOException {
    ExperimentPlan experimentPlan = fork.experimentPlan();
    ExperimentFolder.checkWritable(folder);
    Experiment experiment = ExperimentLoader.load(experimentPlan);
    Description.print(
        chat, experimentPlan, experiment, experimentPlan.runs().size() - fork.folders().size());
    expected.ifPresent(efficiency -> chat.println(efficiency.prediction()));
    if (options.dryRun()) {
      DryRun.print(out, experiment, experiment.runs(), threads);
      return 0;
    }
    try (RemoteRuns remote = remote(experimentPlan);
        ExperimentSession session = begin(fork, experiment, folder)) {
      return run(session, remote);
    }
  }

  /// Folders are named by the second: two experiments may want the same.
  private ExperimentSession begin(Fork fork, Experiment experiment, Path folder)
      throws IOException {
    List<String> typed = new ArrayList<>(List.of("ravine"));
    typed.addAll(command.getParseResult().originalArgs());
    for (int i = 2; ; i++) {
      Path candidate =
          i == 2 ? folder : folder.resolveSibling(folder.getFileName() + "-" + (i - 1));
      try {
        return ExperimentSession.begin(fork, experiment, candidate, typed, threads);
      } catch (FileAlreadyExistsException taken) {
        // The next name may be free.
      }
    }
  }

  /// Resumes an interrupted experiment.
  public int resume(Path folder) throws IOException {
    try (ExperimentSession session = ExperimentSession.resume(folder, threads)) {
      Experiment experiment = session.experiment();
      List<RunPlan> ended = session.store().records().stream().map(RunRecord::plan).toList();
      ExperimentPlan experimentPlan = session.store().experimentPlan();
      Description.print(
          chat, experimentPlan, experiment, experimentPlan.runs().size() - ended.size());
      if (options.dryRun()) {
        DryRun.print(
            out,
            experiment,
            experiment.runs().stream().filter(run -> !ended.contains(run)).toList(),
            threads);
        return 0;
      }
      try (RemoteRuns remote = remote(experimentPlan)) {
        return run(session, remote);
      }
    }
  }

  private RemoteRuns remote(ExperimentPlan experimentPlan) {
    boolean talks = options.voice() == SessionOptions.Voice.PEOPLE;
    PrintWriter err = command.getErr();
    return RemoteRuns.open(
        cluster,
        experimentPlan,
        line -> {
          if (talks) {
            err.println(line);
            err.flush();
          }
        });
  }

  private int run(ExperimentSession session, RemoteRuns remote) {
    written = Optional.of(session.store().folder());
    CountDownLatch kept = new CountDownLatch(1);
    Thread onInterrupt =
        new Thread(() -> {
          session.stop();
          await(kept);
        });
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try {
      return runAndShow(session, remote) && removed(onInterrupt) ? 0 : INTERRUPTED;
    } finally {
      kept.countDown();
      removed(onInterrupt);
    }
  }

  /// Does the runs and shows what came out; says whether all of them ended.
  private boolean runAndShow(ExperimentSession session, RemoteRuns remote) {
    Experiment experiment = session.experiment();
    Store store = session.store();
    ExperimentPlan experimentPlan = store.experimentPlan();
    Conclusion conclusion;
    try (Progress progress =
        new Progress(chat, experiment, experimentPlan.learnsValues(), store.records())) {
      conclusion = session.run(remote.telling(progress), remote);
    }
    List<RunRecord> records = conclusion.results().runs();
    chat.println();
    chat.print(
        ResultTable.of(records, experimentPlan.learnsValues(), store.baseline(), store.unit()));
    records.forEach(run ->
        run.exchangedText().ifPresent(what -> chat.println(run.plan().label() + ", " + what)));
    expected.ifPresent(
        efficiency -> records.forEach(run -> chat.println(efficiency.reached(run.cost()))));
    chat.println();
    int planned = experiment.runs().size();
    boolean whole =
        records.size() == planned
            && records.stream().noneMatch(r -> r.outcome() instanceof Outcome.Stopped);
    if (!whole) {
      long ended = records.stream().filter(r -> !(r.outcome() instanceof Outcome.Stopped)).count();
      chat.printf("stopped: %d of %d runs ended%n", ended, planned);
      chat.printf("resume with: ./ravine resume %s%n", store.folder());
    }
    conclusion.results().study().ifPresent(study -> SectionTable.print(chat, study));
    conclusion
        .results()
        .test()
        .ifPresent(test -> {
          chat.println(test.title() + ":");
          SectionTable.print(chat, test);
          chat.println();
        });
    if (experimentPlan.keep() != KeptModels.RESULTS) {
      List<RunRecord> finished =
          Ranking.runs(records).stream()
              .filter(record -> record.outcome() instanceof Outcome.Finished)
              .toList();
      if (!finished.isEmpty()) {
        Path first = store.folder().resolve(finished.getFirst().plan().folder());
        String epoch =
            experimentPlan.keep() == KeptModels.BEST
                ? finished
                    .getFirst()
                    .result()
                    .map(best ->
                        " (as it was after epoch %d, validation %.3f)"
                            .formatted(best.epoch(), best.validation().accuracy()))
                    .orElse("")
                : "";
        chat.printf("model: %s%s%n", first.resolve(ModelFiles.MODEL), epoch);
      }
      if (finished.size() > 1) {
        chat.printf("%d more models are in the other runs' folders%n", finished.size() - 1);
      }
    }
    Path ensemble = store.folder().resolve(ModelFiles.ENSEMBLE);
    if (Files.exists(ensemble)) {
      chat.printf("model: %s%n", ensemble);
    }
    if (options.voice() == SessionOptions.Voice.JSON) {
      out.print(conclusion.summary());
    } else {
      out.printf("report: %s%n", store.folder().resolve("report.html"));
    }
    out.flush();
    return whole;
  }

  /// Where the results are, once there are any.
  Optional<Path> folder() {
    return written;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        System.getLogger(ConsoleSession.class.getName())
            .log(System.Logger.Level.WARNING, "the report was not written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes the hook back, unless the process is already ending.
  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return false;
    }
  }
}
