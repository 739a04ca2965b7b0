package dev.ravine.cli;

import dev.ravine.lab.Group;
import dev.ravine.lab.Ranking;
import dev.ravine.lab.RunRecord;
import dev.ravine.lab.Spread;
import dev.ravine.nn.Outcome;
import dev.ravine.optim.Recipe;
import java.util.ArrayList;
import java.util.List;

/// The final table: a row for each optimizer and learning rate, the best validation accuracy first,
/// diverged runs last; mean ± standard deviation over the seeds. Rows with the same place differ by
/// no more than seeds do.
final class ResultTable {

  private static final List<String> HEADS =
      List.of("", "rule", "rate", "train loss", "train acc", "val acc", "ms/step", "outcome");

  private ResultTable() {}

  static String of(List<RunRecord> records) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADS));
    Ranking.of(Group.of(records)).forEach(place -> rows.add(row(place)));
    return new TextTable(rows, 1, HEADS.size() - 1).toString();
  }

  private static List<String> row(Ranking.Place place) {
    Group group = place.group();
    return List.of(
        place.rank() + ".",
        group.plan().name(),
        Recipe.print(group.plan().learningRate()),
        spread(group.trainLoss()),
        spread(group.trainAccuracy()),
        spread(group.validationAccuracy()),
        "%.2f".formatted(group.millisPerStep()),
        outcome(group.runs()));
  }

  /// One run's outcome, or how many of several did not finish, and when.
  private static String outcome(List<RunRecord> group) {
    List<Outcome> diverged =
        group.stream().map(RunRecord::outcome).filter(Outcome.Diverged.class::isInstance).toList();
    List<Outcome> stopped =
        group.stream().map(RunRecord::outcome).filter(Outcome.Stopped.class::isInstance).toList();
    if (diverged.isEmpty() && stopped.isEmpty()) {
      return "finished";
    }
    List<Outcome> named = diverged.isEmpty() ? stopped : diverged;
    long first = named.stream().mapToLong(Outcome::steps).min().orElseThrow();
    long last = named.stream().mapToLong(Outcome::steps).max().orElseThrow();
    String count = group.size() == 1 ? "" : "%d of %d ".formatted(named.size(), group.size());
    String steps = first == last ? Long.toString(first) : first + "–" + last;
    return diverged.isEmpty()
        ? count + "stopped after step " + steps
        : count + "diverged at step " + steps + why(diverged);
  }

  private static String why(List<Outcome> diverged) {
    List<String> reasons =
        diverged.stream()
            .map(Outcome.Diverged.class::cast)
            .map(Outcome.Diverged::why)
            .distinct()
            .toList();
    return reasons.size() == 1 ? ": " + reasons.getFirst() : "";
  }

  private static String spread(double[] values) {
    if (values.length == 0) {
      return "-";
    }
    Spread spread = Spread.of(values);
    return values.length == 1
        ? "%.3f".formatted(spread.mean())
        : "%.3f ± %.3f".formatted(spread.mean(), spread.deviation());
  }
}
