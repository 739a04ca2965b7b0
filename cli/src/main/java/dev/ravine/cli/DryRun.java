package dev.ravine.cli;

import dev.ravine.lab.Estimate;
import dev.ravine.lab.Experiment;
import dev.ravine.lab.RunPlan;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/// Says what an experiment would do.
final class DryRun {

  private static final int SHOWN = 40;

  private DryRun() {}

  static void print(PrintWriter out, Experiment experiment, int threads) {
    List<RunPlan> runs = experiment.runs();
    out.printf("%s%n", experiment.modelDescription());
    out.printf(
        "%d epochs of %d steps with batches of %d%n",
        experiment.epochs(), experiment.steps() / experiment.epochs(), experiment.batch());
    for (RunPlan run : runs.subList(0, Math.min(SHOWN, runs.size()))) {
      out.printf("  %s, seed %d%n", run.description(), run.seed());
    }
    if (runs.size() > SHOWN) {
      out.printf("  … and %d more%n", runs.size() - SHOWN);
    }
    out.printf("about %s on %d threads%n", text(Estimate.of(experiment, threads)), threads);
    out.flush();
  }

  /// For people.
  static String text(Duration time) {
    long seconds = Math.max(1, Math.round(time.toMillis() * 1e-3));
    return seconds < 120
        ? seconds + " s"
        : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
