package dev.ravine.cli;

import dev.ravine.lab.RunRecord;
import dev.ravine.nn.Outcome;
import dev.ravine.optim.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// The final table: a row for each rule and learning rate, the best validation accuracy first,
/// diverged runs last; mean ± standard deviation over the seeds.
final class ResultTable {

  private static final List<String> HEADS =
      List.of("rule", "rate", "train loss", "train acc", "val acc", "ms/step", "outcome");

  private ResultTable() {}

  static String of(List<RunRecord> records) {
    Map<String, List<RunRecord>> groups =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    record -> record.plan().label(), LinkedHashMap::new, Collectors.toList()));
    List<List<String>> rows = new ArrayList<>(List.of(HEADS));
    groups.values().stream()
        .sorted(Comparator.comparingDouble(ResultTable::rank).reversed())
        .map(ResultTable::row)
        .forEach(rows::add);
    return layout(rows);
  }

  private static double rank(List<RunRecord> group) {
    boolean diverged =
        group.stream().anyMatch(record -> record.outcome() instanceof Outcome.Diverged);
    return diverged ? -1 : validation(group).average().orElse(0);
  }

  private static DoubleStream validation(List<RunRecord> group) {
    return group.stream()
        .filter(record -> record.validationAccuracy().size() > 1)
        .mapToDouble(record -> record.validationAccuracy().getLast());
  }

  private static List<String> row(List<RunRecord> group) {
    RunRecord first = group.getFirst();
    return List.of(
        first.plan().optimizer(),
        Recipe.print(first.plan().learningRate()),
        spread(
            group.stream()
                .filter(record -> record.finalTrainLoss().isPresent())
                .mapToDouble(record -> record.finalTrainLoss().getAsDouble()),
            "%.3f"::formatted),
        spread(
            group.stream()
                .filter(record -> record.trainAccuracy().size() > 1)
                .mapToDouble(record -> record.trainAccuracy().getLast()),
            x -> "%.3f".formatted(x)),
        spread(validation(group), "%.3f"::formatted),
        "%.2f".formatted(group.stream().mapToDouble(RunRecord::millisPerStep).average().orElse(0)),
        outcome(group));
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

  private static String spread(DoubleStream stream, Function<Double, String> format) {
    double[] values = stream.toArray();
    if (values.length == 0) {
      return "-";
    }
    double mean = DoubleStream.of(values).average().orElseThrow();
    if (values.length == 1) {
      return format.apply(mean);
    }
    double squares = DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum();
    return format.apply(mean) + " ± " + format.apply(Math.sqrt(squares / (values.length - 1)));
  }

  private static String layout(List<List<String>> rows) {
    int columns = HEADS.size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        boolean text = i == 0 || i == columns - 1;
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(text ? row.get(i) + padding : padding + row.get(i)).append("  ");
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }
}
