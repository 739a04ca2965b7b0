package dev.ravine.plot;

import java.util.List;

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
