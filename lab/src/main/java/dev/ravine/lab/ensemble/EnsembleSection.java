package dev.ravine.lab.ensemble;

import dev.ravine.lab.store.Curves;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import dev.ravine.plot.Series.Point;
import java.util.ArrayList;
import java.util.List;

/// An ensemble in a report: a table of its members and combinations, and two charts.
record EnsembleSection(Ensemble ensemble) {

  /// A table and two charts.
  ReportSection section() {
    List<List<String>> rows = new ArrayList<>();
    ensemble
        .members()
        .forEach(member ->
            rows.add(
                row(member.name(), member.quality(), "%.2f".formatted(member.weight()), "", "")));
    ensemble
        .ways()
        .forEach(way ->
            rows.add(
                row(
                    "ensemble, " + way.name(),
                    way.quality(),
                    "",
                    "%.2f".formatted(way.temperature()),
                    "%.3f".formatted(way.scaled().negativeLogLikelihood()))));
    ensemble
        .alternatives()
        .forEach(other -> rows.add(row("one model: " + other.name(), other.quality(), "", "", "")));
    String note =
        "Judged by %,d validation examples; the others fitted weights and temperatures. Two members differ on %.1f %% of them. Asking the ensemble takes %,d ensemble.parameters(), %.1f times those of the first member."
            .formatted(
                ensemble.judged(),
                100 * ensemble.disagreement(),
                ensemble.parameters(),
                (double) ensemble.parameters() / ensemble.members().getFirst().parameters());
    return new ReportSection(
        "The ensemble",
        note,
        List.of("", "accuracy", "NLL", "Brier", "ECE", "weight", "temperature", "NLL scaled"),
        rows,
        List.of(),
        List.of(Curves.of(sizes()), Curves.of(reliability())));
  }

  private static List<String> row(
      String name,
      ClassificationMetrics quality,
      String weight,
      String temperature,
      String scaled) {
    return List.of(
        name,
        "%.3f".formatted(quality.accuracy()),
        "%.3f".formatted(quality.negativeLogLikelihood()),
        "%.3f".formatted(quality.brier()),
        "%.3f".formatted(quality.calibrationError()),
        weight,
        temperature,
        scaled);
  }

  /// Accuracy by the number of ensemble.members().
  ///
  /// @return a line, in a band from the least to the greatest choice
  Chart sizes() {
    String label = "mean of all choices, least to greatest";
    return new Chart(
        "Accuracy by the number of members",
        Axis.linear("members"),
        Axis.linear("accuracy"),
        List.of(
            new Series.Band(
                label,
                ensemble.sizes().stream().map(s -> new Point(s.members(), s.least())).toList(),
                ensemble.sizes().stream().map(s -> new Point(s.members(), s.greatest())).toList()),
            new Series.Line(
                label,
                ensemble.sizes().stream().map(s -> new Point(s.members(), s.mean())).toList())));
  }

  /// How often right over how sure.
  ///
  /// @return the first member, and the members' mean before and after temperature scaling
  Chart reliability() {
    Ensemble.Way mean = ensemble.ways().getFirst();
    return ReportSection.reliability(
        List.of(
            ReportSection.Reliability.of(
                ensemble.members().getFirst().name(), ensemble.members().getFirst().quality()),
            ReportSection.Reliability.of("ensemble", mean.quality()),
            ReportSection.Reliability.of(
                "ensemble at temperature %.2f".formatted(mean.temperature()), mean.scaled())));
  }
}
