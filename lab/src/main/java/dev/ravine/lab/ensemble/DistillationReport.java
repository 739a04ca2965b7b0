package dev.ravine.lab.ensemble;

import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.PrettyJson;
import dev.ravine.lab.plan.EnsemblePlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.stats.SeedStatistics;
import dev.ravine.lab.store.Curves;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// DistillationReport of a teacher, beside those that learnt without it, by all validation
/// examples.
///
/// @param teacher what the teacher is worth, if it can be asked about these examples: stored logits
///   can't
/// @param kinds what was learnt, and what each student of the kind is worth
/// @param judged how many examples evaluated them
/// @param diverged how many students diverged and are left out
public record DistillationReport(
    Optional<ClassificationMetrics> teacher, List<Kind> kinds, int judged, int diverged) {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// DistillationReport that differ by their seed.
  ///
  /// @param softTargets what they learnt from
  /// @param qualities of each
  public record Kind(String softTargets, List<ClassificationMetrics> qualities) {

    public Kind {
      qualities = List.copyOf(qualities);
    }

    String statistics(ToDoubleFunction<ClassificationMetrics> pick) {
      SeedStatistics statistics = SeedStatistics.of(qualities.stream().mapToDouble(pick).toArray());
      return qualities.size() < 2
          ? "%.3f".formatted(statistics.mean())
          : "%.3f ± %.3f".formatted(statistics.mean(), statistics.deviation());
    }
  }

  public DistillationReport {
    kinds = List.copyOf(kinds);
  }

  /// Asks teacher and students.
  ///
  /// @param experiment what was trained
  /// @param teacher the folder or file of the teacher
  /// @param folder of the experiment
  /// @return what they are worth
  /// @throws IOException if a model is missing or damaged
  public static DistillationReport of(Experiment experiment, Path teacher, Path folder)
      throws IOException {
    Dataset validation = experiment.split().validation();
    Labels labels = (Labels) validation.targets();
    Optional<ClassificationMetrics> ofTeacher =
        Files.isRegularFile(teacher) && Logits.isIn(teacher)
            ? Optional.empty()
            : Optional.of(
                ClassificationMetrics.of(
                    Probabilities.of(Teacher.says(teacher, validation, labels.names())), labels));
    Map<String, List<ClassificationMetrics>> kinds = new LinkedHashMap<>();
    int left;
    try (ThreadTeam team = new ThreadTeam(1)) {
      List<EnsemblePlan.RunEpoch> all =
          experiment.runs().stream().map(run -> new EnsemblePlan.RunEpoch(run, 0)).toList();
      List<EnsemblePlan.RunEpoch> usable = Models.usable(folder, all);
      left = all.size() - usable.size();
      for (EnsemblePlan.RunEpoch place : usable) {
        RunPlan run = place.run();
        Probabilities said = Models.read(folder, place).probabilities(validation, team);
        String softTargets = run.softTargets().map(Object::toString).orElse("labels alone");
        kinds
            .computeIfAbsent(softTargets, none -> new ArrayList<>())
            .add(ClassificationMetrics.of(said, labels));
      }
    }
    List<Kind> all = new ArrayList<>();
    kinds.forEach((softTargets, qualities) -> all.add(new Kind(softTargets, qualities)));
    return new DistillationReport(ofTeacher, all, validation.size(), left);
  }

  /// Writes `students.json`, `students-reliability.svg`, and what reports show.
  public void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve("students.json"), PrettyJson.of(JSON.valueToTree(this)));
    AtomicFile.write(folder.resolve("students-reliability.svg"), reliability().toSvg());
    study().write(folder);
  }

  /// How often right over how sure.
  private Chart reliability() {
    List<ReportSection.Reliability> curves = new ArrayList<>();
    teacher.ifPresent(quality -> curves.add(curve("the teacher", List.of(quality))));
    kinds.forEach(kind -> curves.add(curve("students: " + kind.softTargets, kind.qualities)));
    return ReportSection.reliability(curves);
  }

  /// For people.
  ///
  /// @return a table and a picture
  public ReportSection study() {
    List<List<String>> rows = new ArrayList<>();
    teacher.ifPresent(quality -> rows.add(row("the teacher", new Kind("", List.of(quality)))));
    kinds.forEach(kind -> rows.add(row("student: " + kind.softTargets, kind)));
    return new ReportSection(
        "Teacher and students",
        "By %,d validation examples; mean ± standard deviation over the students' seeds.%s"
            .formatted(
                judged, diverged == 0 ? "" : " Left out: %d that diverged.".formatted(diverged)),
        List.of("", "accuracy", "NLL", "Brier", "ECE"),
        rows,
        List.of(),
        List.of(Curves.of(reliability())));
  }

  private static List<String> row(String name, Kind kind) {
    return List.of(
        name,
        kind.statistics(ClassificationMetrics::accuracy),
        kind.statistics(ClassificationMetrics::negativeLogLikelihood),
        kind.statistics(ClassificationMetrics::brier),
        kind.statistics(ClassificationMetrics::calibrationError));
  }

  /// The bins of several students together: those of about the same sureness are one.
  private static ReportSection.Reliability curve(
      String label, List<ClassificationMetrics> qualities) {
    int bins = 15;
    double[] counts = new double[bins];
    double[] sure = new double[bins];
    double[] right = new double[bins];
    for (ClassificationMetrics quality : qualities) {
      for (ClassificationMetrics.Bin bin : quality.bins()) {
        int b = Math.min(bins - 1, (int) (bin.sureness() * bins));
        counts[b] += bin.count();
        sure[b] += bin.count() * bin.sureness();
        right[b] += bin.count() * bin.accuracy();
      }
    }
    List<Point> points = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      if (counts[b] > 0) {
        points.add(new Point(sure[b] / counts[b], right[b] / counts[b]));
      }
    }
    return new ReportSection.Reliability(label, points);
  }
}
