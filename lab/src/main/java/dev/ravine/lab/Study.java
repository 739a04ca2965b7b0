package dev.ravine.lab;

import dev.ravine.nn.Quality;
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
public record Study(
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
  static final String TEST = "test.json";

  /// Copies the lists.
  public Study {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    pictures = List.copyOf(pictures);
    charts = List.copyOf(charts);
  }

  /// Why there is none.
  static Study nothing(String why) {
    return new Study(
        "What the models say together",
        "There is none: " + why + ".",
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  void write(Path folder) throws IOException {
    write(folder, FILE);
  }

  void write(Path folder, String name) throws IOException {
    AtomicFile.write(folder.resolve(name), JSON.writeValueAsString(this));
  }

  /// Reads what [#write] wrote.
  static Optional<Study> find(Path folder) throws IOException {
    return find(folder, FILE);
  }

  static Optional<Study> find(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode written = JSON.readTree(Files.readString(file));
      if (written instanceof ObjectNode study && !study.has(CHARTS)) {
        study.putArray(CHARTS); // as earlier versions wrote it
      }
      return Optional.of(JSON.treeToValue(written, Study.class));
    } catch (JacksonException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// One curve of a reliability diagram.
  ///
  /// @param label for people
  /// @param points how often right over how sure
  record Reliability(String label, List<Point> points) {

    static Reliability of(String label, Quality quality) {
      return new Reliability(
          label,
          quality.bins().stream().map(bin -> new Point(bin.sureness(), bin.accuracy())).toList());
    }
  }

  static Chart reliability(List<Reliability> curves) {
    List<Series> series = new ArrayList<>();
    series.add(new Series.Line("perfect", List.of(new Point(0, 0), new Point(1, 1))));
    curves.forEach(curve -> series.add(new Series.Line(curve.label, curve.points)));
    return new Chart("Reliability", Axis.linear("confidence"), Axis.linear("accuracy"), series);
  }
}
