package dev.ravine.lab.surface;

import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.page.WebPage;
import dev.ravine.lab.report.Report;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.problems.Position;
import dev.ravine.optim.problems.Surface;
import dev.ravine.plot.Series;
import dev.ravine.plot.Series.Contours;
import dev.ravine.plot.Series.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Paths on a surface as a page that plays them.
public final class SurfacePage {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int LEVELS = 24;
  private static final double ROUNDING = 1e5;

  private SurfacePage() {}

  /// The lines of equal height of a surface.
  ///
  /// @param surface the function
  /// @return 24 of them, over all of the surface
  public static Contours contours(Surface surface) {
    return Contours.evenly(point(surface.low()), point(surface.high()), surface::value, LEVELS);
  }

  private static Point point(Position place) {
    return new Point(place.x(), place.y());
  }

  /// Writes a page that plays paths without a server.
  ///
  /// @param file where to
  /// @param surface the function
  /// @param walks the paths, one or more
  /// @throws IOException if it can't be written
  public static void write(Path file, Surface surface, List<SurfacePath> walks) throws IOException {
    ObjectNode data = JSON.createObjectNode();
    data.set("surface", surface(surface));
    data.set("walks", walks(walks));
    AtomicFile.write(
        file,
        WebPage.of(surface.label(), "walks.html")
            .with("walks.js")
            .starting("Walks.show(JSON.parse(document.getElementById(\"data\").textContent));\n")
            .html(Report.safe(data)));
  }

  /// A page that asks a server for paths.
  ///
  /// @return HTML
  public static String live() {
    return WebPage.of("Paths on surfaces", "walks.html")
        .with("token.js")
        .with("walks.js")
        .starting("Walks.ask();\n")
        .asking()
        .html(Report.safe(JSON.valueToTree(Surface.labels())));
  }

  /// A surface for the page.
  ///
  /// @param surface the function
  /// @return its corners, usual start, minima, and lines of equal height
  public static ObjectNode surface(Surface surface) {
    ObjectNode json = JSON.createObjectNode();
    json.put("name", surface.label());
    json.set("low", place(surface.low()));
    json.set("high", place(surface.high()));
    json.set("start", place(surface.start()));
    ArrayNode minima = json.putArray("minima");
    surface.minima().forEach(minimum -> minima.add(place(minimum)));
    ArrayNode contours = json.putArray("contours");
    for (List<List<Series.Point>> lines : contours(surface).lines()) {
      ArrayNode level = contours.addArray();
      lines.forEach(ends -> ends.forEach(end -> level.add(rounded(end.x())).add(rounded(end.y()))));
    }
    return json;
  }

  private static ArrayNode place(Position place) {
    return JSON.createArrayNode().add(place.x()).add(place.y());
  }

  /// Paths for the page.
  ///
  /// @param walks the paths
  /// @return for each its label, recipe, hyper-parameters that are numbers, places and heights
  public static ArrayNode walks(List<SurfacePath> walks) {
    ArrayNode json = JSON.createArrayNode();
    for (SurfacePath walk : walks) {
      ObjectNode entry = json.addObject();
      entry.put("label", walk.plan().label());
      entry.put("recipe", walk.plan().recipe().toString());
      ObjectNode parameters = entry.putObject("parameters");
      hyperParameters(walk).forEach(parameters::put);
      ArrayNode path = entry.putArray("path");
      ArrayNode heights = entry.putArray("heights");
      for (Position at : walk.descent().path()) {
        double height = walk.descent().surface().value(at.x(), at.y());
        if (!Double.isFinite(at.x()) || !Double.isFinite(at.y()) || !Double.isFinite(height)) {
          break;
        }
        path.add(rounded(at.x())).add(rounded(at.y()));
        heights.add(height);
      }
      entry.put("diverged", walk.descent().diverged());
    }
    return json;
  }

  private static Map<String, Double> hyperParameters(SurfacePath walk) {
    if (walk.plan().recipe().minimizer().isPresent()) {
      return Map.of();
    }
    Stepper stepper = Stepper.of(walk.plan().recipe().rule(), 2);
    return stepper.hyperParameters();
  }

  private static double rounded(double value) {
    return Math.rint(value * ROUNDING) / ROUNDING;
  }
}
