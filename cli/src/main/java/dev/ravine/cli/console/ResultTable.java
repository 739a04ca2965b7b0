package dev.ravine.cli.console;

import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.stats.Ranking;
import dev.ravine.lab.stats.SeedStatistics;
import dev.ravine.lab.stats.Setting;
import dev.ravine.nn.train.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// The final table: a row for each optimizer and learning rate, the best validation accuracy first,
/// diverged runs last; mean ± standard deviation over the seeds. Rows with the same place differ by
/// no more than seeds do; rows without a place have too few seeds to say.
final class ResultTable {

  /// The column of the distance to the best.
  private static final int BEHIND = 6;

  private ResultTable() {}

  /// The table, and below it what it means.
  ///
  /// @param records of one experiment
  /// @param values whether values are learnt, not classes
  /// @param baseline what is right without looking at an example
  /// @param unit the standard deviation of values, in which losses are measured
  static String of(List<RunRecord> records, boolean values, double baseline, double unit) {
    String measure = values ? "R²" : "acc";
    List<String> heads =
        new ArrayList<>(
            List.of(
                "",
                "rule",
                "rate",
                "train loss",
                "train " + measure,
                "val " + measure,
                "behind the best",
                "ms/step",
                "outcome"));
    List<Ranking.Place> places = Ranking.of(Setting.of(records));
    List<List<String>> rows =
        new ArrayList<>(places.stream().<List<String>>map(p -> new ArrayList<>(row(p))).toList());
    rows.addFirst(heads);
    if (values) {
      heads.add(BEHIND, "val RMSE");
      for (int i = 0; i < places.size(); i++) {
        double[] errors = places.get(i).setting().validationLoss();
        rows.get(i + 1)
            .add(BEHIND, digits(DoubleStream.of(errors).map(e -> unit * Math.sqrt(e)).toArray()));
      }
    }
    if (places.size() == 1) {
      int behind = heads.indexOf("behind the best");
      rows.forEach(row -> row.remove(behind));
    }
    return new TextTable(rows, 1, heads.size() - 1)
        + legend(places)
        + kept(records)
        + weak(places, values, baseline);
  }

  private static String legend(List<Ranking.Place> places) {
    if (places.size() < 2) {
      return "";
    }
    if (places.stream().allMatch(place -> place.setting().runs().size() == 1)) {
      return "With one seed, nobody can tell a difference from noise: three or more do.\n";
    }
    List<OptionalInt> ranks =
        places.stream().map(Ranking.Place::rank).filter(OptionalInt::isPresent).toList();
    boolean tied = ranks.stream().distinct().count() < ranks.size();
    boolean folds =
        places.stream()
            .flatMap(place -> place.setting().runs().stream())
            .anyMatch(run -> run.plan().fold() > 0);
    String pairs = folds ? "fold" : "seed";
    String legend =
        tied
            ? "Rows with the same place differ by no more than %ss do (95 %% intervals, compared %s by %s).%n"
                .formatted(pairs, pairs, pairs)
            : "";
    return folds
        ? legend
            + "Folds share most of their training examples: true intervals are somewhat wider.\n"
        : legend;
  }

  private static String kept(List<RunRecord> records) {
    return records.stream().anyMatch(run -> run.keep() == KeptModels.BEST)
        ? "Results are of each run's best epoch, whose model is kept: somewhat optimistic.\n"
        : "";
  }

  private static String weak(List<Ranking.Place> places, boolean values, double baseline) {
    boolean stopped =
        places.stream()
            .flatMap(place -> place.setting().runs().stream())
            .anyMatch(run -> run.outcome() instanceof Outcome.Stopped);
    if (stopped || places.isEmpty()) {
      return "";
    }
    boolean better =
        places.stream()
            .flatMapToDouble(place -> DoubleStream.of(place.setting().validationAccuracy()))
            .anyMatch(accuracy -> accuracy > baseline);
    if (better) {
      return values
          ? ""
          : "Always predicting the commonest class would be right for %.3f.%n".formatted(baseline);
    }
    return values
        ? "No setting is better than always predicting the mean. Try other learning rates"
            + " (`./ravine find-lr`), more --epochs or another --hidden.\n"
        : ("No setting is better than always predicting the commonest class (%.3f). Try other"
                + " learning rates (`./ravine find-lr`), more --epochs or another --hidden.\n")
            .formatted(baseline);
  }

  private static List<String> row(Ranking.Place place) {
    Setting group = place.setting();
    return List.of(
        place.rank().isPresent() ? place.rank().getAsInt() + "." : "",
        group.plan().name(),
        group.plan().rate(),
        statistics(group.trainLoss()),
        statistics(group.trainAccuracy()),
        statistics(group.validationAccuracy()),
        place.text(),
        "%.2f".formatted(group.millisPerStep()),
        outcome(group.runs()));
  }

  /// One run's outcome, or how many of several did not finish, and when.
  private static String outcome(List<RunRecord> group) {
    List<Outcome> diverged =
        group.stream().map(RunRecord::outcome).filter(Outcome.Diverged.class::isInstance).toList();
    List<Outcome> stopped =
        group.stream().map(RunRecord::outcome).filter(Outcome.Stopped.class::isInstance).toList();
    List<Outcome> early =
        group.stream()
            .map(RunRecord::outcome)
            .filter(outcome -> outcome instanceof Outcome.Finished finished && finished.early())
            .toList();
    List<Outcome> named =
        Stream.of(diverged, stopped, early).filter(l -> !l.isEmpty()).findFirst().orElse(List.of());
    if (named.isEmpty()) {
      return "finished";
    }
    long first = named.stream().mapToLong(Outcome::steps).min().orElseThrow();
    long last = named.stream().mapToLong(Outcome::steps).max().orElseThrow();
    String count = group.size() == 1 ? "" : "%d of %d ".formatted(named.size(), group.size());
    String steps = first == last ? Long.toString(first) : first + "–" + last;
    if (!diverged.isEmpty()) {
      return count + "diverged at step " + steps + why(diverged);
    }
    return count + (stopped.isEmpty() ? "finished early" : "stopped") + " after step " + steps;
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

  private static String digits(double[] values) {
    return values.length == 0 ? "-" : "%.4g".formatted(SeedStatistics.of(values).mean());
  }

  private static String statistics(double[] values) {
    if (values.length == 0) {
      return "-";
    }
    SeedStatistics statistics = SeedStatistics.of(values);
    return values.length == 1
        ? "%.3f".formatted(SeedStatistics.tidy(statistics.mean()))
        : "%.3f ± %.3f"
            .formatted(
                SeedStatistics.tidy(statistics.mean()),
                SeedStatistics.tidy(statistics.deviation()));
  }
}
