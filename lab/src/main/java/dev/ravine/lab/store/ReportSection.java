package dev.ravine.lab.store;

import dev.ravine.lab.files.AtomicFile;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import dev.ravine.plot.Series.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the models of an experiment are worth together, as a table and pictures: a part of its
/// report.
///
/// @param title for people
/// @param note for people: a sentence
/// @param head of the table
/// @param rows of the table
/// @param pictures SVG
/// @param charts that a page draws itself
public record ReportSection(
    String title,
    String note,
    List<String> head,
    List<List<String>> rows,
    List<String> pictures,
    List<Curves> charts) {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "study.json";
  private static final String CHARTS = "charts";

  /// The file of what became of the test.
  public static final String TEST = "test.json";

  public ReportSection {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    pictures = List.copyOf(pictures);
    charts = List.copyOf(charts);
  }

  /// Why there is none.
  public static ReportSection nothing(String why) {
    return new ReportSection(
        "What the models say together",
        "There is none: " + why + ".",
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /// Keeps the section in an experiment's folder.
  ///
  /// @param folder of the experiment
  /// @throws IOException if the disk fails
  public void write(Path folder) throws IOException {
    write(folder, FILE);
  }

  /// Keeps the section under a name.
  ///
  /// @param folder of the experiment
  /// @param name of the file
  /// @throws IOException if the disk fails
  public void write(Path folder, String name) throws IOException {
    AtomicFile.write(folder.resolve(name), JSON.writeValueAsString(this));
  }

  /// Reads what [#write] wrote.
  public static Optional<ReportSection> find(Path folder) throws IOException {
    return find(folder, FILE);
  }

  /// Reads a section.
  ///
  /// @param folder of the experiment
  /// @param name of the file
  /// @return empty if there is none
  /// @throws IOException if it is damaged
  public static Optional<ReportSection> find(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode written = JSON.readTree(Files.readString(file));
      if (written instanceof ObjectNode study && !study.has(CHARTS)) {
        study.putArray(CHARTS); // as earlier versions wrote it
      }
      return Optional.of(JSON.treeToValue(written, ReportSection.class));
    } catch (JacksonException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// One curve of a reliability diagram.
  ///
  /// @param label for people
  /// @param points how often right over how sure
  public record Reliability(String label, List<Point> points) {

    /// The curve of a model.
    ///
    /// @param label its name
    /// @param quality how good it is
    /// @return accuracy by confidence
    public static Reliability of(String label, ClassificationMetrics quality) {
      return new Reliability(
          label,
          quality.bins().stream().map(bin -> new Point(bin.sureness(), bin.accuracy())).toList());
    }
  }

  /// Draws how often models are right over how sure they are.
  ///
  /// @param curves one for each model
  /// @return a chart with the diagonal
  public static Chart reliability(List<Reliability> curves) {
    List<Series> series = new ArrayList<>();
    series.add(new Series.Line("perfect", List.of(new Point(0, 0), new Point(1, 1))));
    curves.forEach(curve -> series.add(new Series.Line(curve.label, curve.points)));
    return new Chart("Reliability", Axis.linear("confidence"), Axis.linear("accuracy"), series);
  }
}
