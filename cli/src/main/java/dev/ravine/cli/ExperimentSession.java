package dev.ravine.cli;

import dev.ravine.lab.Experiment;
import dev.ravine.lab.Laboratory;
import dev.ravine.lab.Provenance;
import dev.ravine.lab.RunPlan;
import dev.ravine.lab.RunRecord;
import dev.ravine.lab.Store;
import dev.ravine.nn.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/// One experiment from the command line: runs it, shows it, keeps it. Ctrl-C stops the runs and
/// keeps what there is.
final class ExperimentSession {

  /// What is kept of a run.
  enum Keep {
    RESULTS,
    RESULTS_AND_MODELS
  }

  private static final int INTERRUPTED = 130;

  private final CommandLine command;
  private final String kind;
  private final ExperimentOptions options;
  private final PrintWriter out;

  ExperimentSession(CommandLine command, String kind, ExperimentOptions options) {
    this.command = command;
    this.kind = kind;
    this.options = options;
    out = command.getOut();
  }

  int run(List<RunPlan> runs, Keep keep) throws IOException {
    options.check();
    Path folder = options.folder(kind);
    Store.checkWritable(folder);
    out.printf(
        "%s on %s%n", runs.size() == 1 ? "1 run" : runs.size() + " runs", options.describeData());
    Experiment experiment = options.experiment(kind, runs);
    List<String> typed = new ArrayList<>(List.of("ravine"));
    typed.addAll(command.getParseResult().originalArgs());
    Store store =
        Store.create(folder, experiment, Provenance.of(experiment, typed, options.threads()));
    Laboratory laboratory = new Laboratory(options.threads());
    CountDownLatch kept = new CountDownLatch(1);
    Thread onInterrupt =
        new Thread(() -> {
          laboratory.stop();
          await(kept);
        });
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try {
      return run(experiment, store, laboratory, keep) && removed(onInterrupt) ? 0 : INTERRUPTED;
    } finally {
      kept.countDown();
      removed(onInterrupt);
    }
  }

  /// Does the runs, keeps and shows them; says whether all of them were begun.
  private boolean run(Experiment experiment, Store store, Laboratory laboratory, Keep keep) {
    List<RunRecord> records;
    try (Progress progress =
        new Progress(out, experiment.epochs(), experiment.steps(), keeping(store, keep))) {
      records = laboratory.run(experiment, progress);
    } finally {
      store.finish();
    }
    out.println();
    out.print(ResultTable.of(records));
    out.println();
    int planned = experiment.runs().size();
    if (records.size() < planned) {
      out.printf("stopped: %d of %d runs are in the report%n", records.size(), planned);
    }
    out.printf("report: %s%n", store.folder().resolve("report.html"));
    out.flush();
    return records.size() == planned;
  }

  private static Progress.OnEnd keeping(Store store, Keep keep) {
    return (RunRecord record, Trainer trainer) -> {
      if (keep == Keep.RESULTS_AND_MODELS) {
        store.addModel(record, trainer);
      }
      store.add(record);
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        System.getLogger(ExperimentSession.class.getName())
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
