package dev.ravine.lab.store;

import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import dev.ravine.plot.Series.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A chart of lines, for a page to draw as its other charts.
///
/// @param title for people
/// @param x what is measured across
/// @param y what is measured up
/// @param lines one or more
public record Curves(String title, String x, String y, List<Curve> lines) {

  public Curves {
    lines = List.copyOf(lines);
  }

  /// One line, perhaps in a band.
  ///
  /// @param name for people
  /// @param points in the order of x
  /// @param low the lower edge of its band, with the x of the points; none if it has no band
  /// @param high the upper edge
  public record Curve(String name, List<Point> points, List<Point> low, List<Point> high) {

    public Curve {
      points = List.copyOf(points);
      low = List.copyOf(low);
      high = List.copyOf(high);
    }
  }

  /// The lines and bands of a picture; a band belongs to the line of its name.
  public static Curves of(Chart chart) {
    List<Curve> lines = new ArrayList<>();
    for (Series series : chart.series()) {
      if (series instanceof Series.Line line) {
        Optional<Series.Band> band =
            chart.series().stream()
                .filter(Series.Band.class::isInstance)
                .map(Series.Band.class::cast)
                .filter(other -> other.label().equals(line.label()))
                .findFirst();
        lines.add(
            new Curve(
                line.label(),
                line.points(),
                band.map(Series.Band::low).orElse(List.of()),
                band.map(Series.Band::high).orElse(List.of())));
      }
    }
    return new Curves(chart.title(), chart.x().label(), chart.y().label(), lines);
  }
}
