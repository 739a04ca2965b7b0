package dev.ravine.lab;

import dev.ravine.data.Dataset;
import dev.ravine.data.Targets;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.Logits;
import dev.ravine.nn.Probabilities;
import dev.ravine.nn.Quality;
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

/// Students of a teacher, beside those that learnt without it, by all validation examples.
///
/// @param teacher what the teacher is worth, if it can be asked about these examples: stored logits
///   can't
/// @param kinds what was learnt, and what each student of the kind is worth
/// @param judged how many examples judged
/// @param diverged how many students diverged and are left out
public record Students(Optional<Quality> teacher, List<Kind> kinds, int judged, int diverged) {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// Students that differ by their seed.
  ///
  /// @param lesson what they learnt from
  /// @param qualities of each
  public record Kind(String lesson, List<Quality> qualities) {

    /// Copies the qualities.
    public Kind {
      qualities = List.copyOf(qualities);
    }

    String spread(ToDoubleFunction<Quality> pick) {
      Spread spread = Spread.of(qualities.stream().mapToDouble(pick).toArray());
      return qualities.size() < 2
          ? "%.3f".formatted(spread.mean())
          : "%.3f ± %.3f".formatted(spread.mean(), spread.deviation());
    }
  }

  /// Copies the kinds.
  public Students {
    kinds = List.copyOf(kinds);
  }

  /// Asks teacher and students.
  ///
  /// @param experiment what was trained
  /// @param teacher the folder or file of the teacher
  /// @param folder of the experiment
  /// @return what they are worth
  /// @throws IOException if a model is missing or damaged
  static Students of(Experiment experiment, Path teacher, Path folder) throws IOException {
    Dataset validation = experiment.split().validation();
    Targets.Labels labels = (Targets.Labels) validation.targets();
    Optional<Quality> ofTeacher =
        Files.isRegularFile(teacher) && Logits.isIn(teacher)
            ? Optional.empty()
            : Optional.of(
                Quality.of(
                    Probabilities.of(Teacher.says(teacher, validation, labels.names())), labels));
    Map<String, List<Quality>> kinds = new LinkedHashMap<>();
    int left;
    try (ThreadTeam team = new ThreadTeam(1)) {
      List<Membership.Place> all =
          experiment.runs().stream().map(run -> new Membership.Place(run, 0)).toList();
      List<Membership.Place> usable = Models.usable(folder, all);
      left = all.size() - usable.size();
      for (Membership.Place place : usable) {
        RunPlan run = place.run();
        Probabilities said = Models.read(folder, place).probabilities(validation, team);
        String lesson = run.lesson().map(Object::toString).orElse("labels alone");
        kinds.computeIfAbsent(lesson, none -> new ArrayList<>()).add(Quality.of(said, labels));
      }
    }
    List<Kind> all = new ArrayList<>();
    kinds.forEach((lesson, qualities) -> all.add(new Kind(lesson, qualities)));
    return new Students(ofTeacher, all, validation.size(), left);
  }

  /// Writes `students.json`, `students-reliability.svg`, and what reports show.
  void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve("students.json"), PrettyJson.of(JSON.valueToTree(this)));
    AtomicFile.write(folder.resolve("students-reliability.svg"), reliability().toSvg());
    study().write(folder);
  }

  /// How often right over how sure.
  private Chart reliability() {
    List<Study.Reliability> curves = new ArrayList<>();
    teacher.ifPresent(quality -> curves.add(curve("the teacher", List.of(quality))));
    kinds.forEach(kind -> curves.add(curve("students: " + kind.lesson, kind.qualities)));
    return Study.reliability(curves);
  }

  /// For people.
  ///
  /// @return a table and a picture
  public Study study() {
    List<List<String>> rows = new ArrayList<>();
    teacher.ifPresent(quality -> rows.add(row("the teacher", new Kind("", List.of(quality)))));
    kinds.forEach(kind -> rows.add(row("student: " + kind.lesson, kind)));
    return new Study(
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
        kind.spread(Quality::accuracy),
        kind.spread(Quality::negativeLogLikelihood),
        kind.spread(Quality::brier),
        kind.spread(Quality::calibrationError));
  }

  /// The bins of several students together: those of about the same sureness are one.
  private static Study.Reliability curve(String label, List<Quality> qualities) {
    int bins = 15;
    double[] counts = new double[bins];
    double[] sure = new double[bins];
    double[] right = new double[bins];
    for (Quality quality : qualities) {
      for (Quality.Bin bin : quality.bins()) {
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
    return new Study.Reliability(label, points);
  }
}
