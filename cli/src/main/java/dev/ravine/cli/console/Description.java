package dev.ravine.cli.console;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.run.Experiment;
import java.io.PrintWriter;

/// Says what an experiment is, before it begins.
public final class Description {

  private Description() {}

  /// @param runs how many of its runs are to be done
  static void print(
      PrintWriter out, ExperimentPlan experimentPlan, Experiment experiment, int runs) {
    int folds = experimentPlan.options().folds();
    out.printf(
        "%s on %s, %s to train and %d to validate%s%s%n",
        runs == 1 ? "1 run" : runs + " runs",
        experimentPlan.source().label(),
        examples(experimentPlan.train()),
        experimentPlan.validation(),
        experiment.test().map(test -> ", %d to test".formatted(test.size())).orElse(""),
        folds == 0 ? "" : ", in each of %d folds".formatted(folds));
    out.printf("%s; %s%n", experimentPlan.networks(), experimentPlan.budgets());
    notes(out, experimentPlan, experiment);
    out.flush();
  }

  /// A count with its noun.
  ///
  /// @param count of examples
  /// @return such as `1 example`
  public static String examples(int count) {
    return count == 1 ? "1 example" : count + " examples";
  }

  /// How the data was read, and what there is too little of.
  public static void notes(PrintWriter out, ExperimentPlan experimentPlan, Experiment experiment) {
    experimentPlan.source().notes().forEach(note -> out.printf("  %s%n", note));
    experiment.split().notes().forEach(note -> out.printf("  %s%n", note));
    experiment.split().shortages().forEach(note -> out.printf("  %s%n", note));
  }
}
