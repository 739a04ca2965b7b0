package dev.ravine.cli.console;

import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.TimeEstimate;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Says what an experiment would do.
final class DryRun {

  private static final int SHOWN = 40;

  private DryRun() {}

  /// @param runs those that are left of the experiment
  static void print(PrintWriter out, Experiment experiment, List<RunPlan> runs, int threads) {
    if (runs.isEmpty()) {
      out.println("nothing is left to do");
      return;
    }
    for (RunPlan run : runs.subList(0, Math.min(SHOWN, runs.size()))) {
      out.printf("  %s, %s%n", run.description(), run.repetition());
    }
    if (runs.size() > SHOWN) {
      out.printf("  … and %d more%n", runs.size() - SHOWN);
    }
    Duration beginning = sinceStart();
    out.printf(
        "about %s on %s%n",
        text(beginning.plus(TimeEstimate.of(experiment, runs, threads))),
        threads == 1 ? "1 thread" : threads + " threads");
    out.flush();
  }

  /// What it took to start and to read the data.
  private static Duration sinceStart() {
    Instant now = Instant.now();
    return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
  }

  /// For people.
  static String text(Duration time) {
    long seconds = Math.max(1, Math.round(time.toMillis() * 1e-3));
    return seconds < 120
        ? seconds + " s"
        : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
