package dev.ravine.cli.console;

import dev.ravine.cluster.simulation.SimulationSummary;
import dev.ravine.lab.simulation.SimulatedMethod;
import dev.ravine.lab.simulation.SimulatedSetting;
import dev.ravine.optim.hyperparameter.HyperParameters;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What became of simulated settings, a row each.
///
/// @param out where it is printed
/// @param hasStaleness whether one of the methods has it; if not, it is said how often portions
///   were given once more
/// @param target an accuracy: when a setting gets there is said
public record SimulationTable(PrintWriter out, boolean hasStaleness, Optional<Double> target) {

  /// Prints the names of the columns.
  public void head() {
    out.printf(
        "  %-24s  %8s  %9s  %8s  %13s  %9s  %7s%s%n",
        "optimizer",
        "replicas",
        "time",
        "speed-up",
        "val acc or R²",
        hasStaleness ? "staleness" : "repeated",
        "crashes",
        target.map(accuracy -> "  time to " + HyperParameters.print(accuracy)).orElse(""));
    out.flush();
  }

  /// Prints means over the seeds of a setting.
  public void row(SimulatedSetting setting) {
    out.printf("  %-24s  %8d  ", setting.plan().label(), setting.replicas());
    if (setting.diverged().isPresent()) {
      out.println(setting.diverged().get());
    } else {
      out.printf(
          "%9.1f  %8.2f  %13.3f  %9s  %7.0f%s%n",
          setting.mean(SimulationSummary::seconds),
          setting.mean(run -> run.steps() / run.seconds()),
          setting.accuracy(),
          staleOrRepeated(setting),
          setting.mean(SimulationSummary::crashes),
          target.map(accuracy -> "  " + timeTo(setting, accuracy)).orElse(""));
    }
    out.flush();
  }

  private String staleOrRepeated(SimulatedSetting setting) {
    if (setting.method() == SimulatedMethod.DOWNPOUR) {
      return String.format(Locale.ROOT, "%.2f", setting.mean(SimulationSummary::meanStaleness));
    }
    return hasStaleness
        ? ""
        : String.format(Locale.ROOT, "%.0f", setting.mean(SimulationSummary::repeated));
  }

  private static String timeTo(SimulatedSetting setting, double accuracy) {
    OptionalDouble seconds = setting.secondsTo(accuracy);
    return seconds.isEmpty() ? "never" : String.format(Locale.ROOT, "%.1f", seconds.getAsDouble());
  }
}
