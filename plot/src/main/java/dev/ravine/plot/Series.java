package dev.ravine.plot;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// What a chart shows. Points that are not finite, or not positive on a logarithmic axis, interrupt
/// a line and are left out otherwise.
public sealed interface Series {

  /// What the legend calls it.
  ///
  /// @return empty to leave it out of the legend
  String label();

  /// A place in the units of the axes.
  ///
  /// @param x across
  /// @param y up
  record Point(double x, double y) {}

  /// Points joined by a line.
  ///
  /// @param label for the legend
  /// @param points in the order in which they are joined
  record Line(String label, List<Point> points) implements Series {

    /// Copies the points.
    public Line {
      points = List.copyOf(points);
    }
  }

  /// The room between two lines.
  ///
  /// @param label for the legend
  /// @param low the lower line
  /// @param high the upper line, over the same x
  record Band(String label, List<Point> low, List<Point> high) implements Series {

    /// Copies the points and checks that there are as many above as below.
    public Band {
      low = List.copyOf(low);
      high = List.copyOf(high);
      if (low.size() != high.size()) {
        throw new IllegalArgumentException(
            "a band must have as many points above as below, had %d and %d"
                .formatted(high.size(), low.size()));
      }
    }
  }

  /// A function of the plane as lines of equal height. It sets the ends of both axes, which must be
  /// linear, and what lies beyond is cut off.
  ///
  /// @param label for the legend
  /// @param low the lower left corner
  /// @param high the upper right corner
  /// @param height the function; where it is not finite there are no lines
  /// @param levels the heights of the lines
  record Contours(
      String label, Point low, Point high, DoubleBinaryOperator height, List<Double> levels)
      implements Series {

    /// Copies the levels and checks the corners.
    public Contours {
      levels = List.copyOf(levels);
      if (!(low.x() < high.x() && low.y() < high.y())) {
        throw new IllegalArgumentException(
            "contours must have their low corner below and left of the high one, had %s and %s"
                .formatted(low, high));
      }
    }
  }

  /// Single points, each with a dot and, if there is one, a text beside it.
  ///
  /// @param label beside each dot
  /// @param points where
  record Markers(String label, List<Point> points) implements Series {

    /// Copies the points.
    public Markers {
      points = List.copyOf(points);
    }
  }
}
