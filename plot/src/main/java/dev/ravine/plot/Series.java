package dev.ravine.plot;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

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
  /// @param points in the order in which they are joined; one alone is a dot
  /// @param faint whether it stays in the background
  record Line(String label, List<Point> points, boolean faint) implements Series {

    public Line {
      points = List.copyOf(points);
    }

    /// A line in the foreground.
    ///
    /// @param label for the legend
    /// @param points in the order in which they are joined
    public Line(String label, List<Point> points) {
      this(label, points, false);
    }
  }

  /// A place on the axis across, as a line from bottom to top with its label beside it.
  ///
  /// @param label beside the line
  /// @param x where
  record Upright(String label, double x) implements Series {}

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

    /// Heights that each hold the same share of the picture, so that flat and steep places both
    /// have lines.
    ///
    /// @param low the lower left corner
    /// @param high the upper right corner
    /// @param height the function
    /// @param count how many lines
    /// @return without a label
    public static Contours evenly(Point low, Point high, DoubleBinaryOperator height, int count) {
      double[] heights = new double[GRID * GRID];
      for (int i = 0; i < GRID; i++) {
        double x = low.x() + (high.x() - low.x()) * (i + 0.5) / GRID;
        for (int j = 0; j < GRID; j++) {
          double y = low.y() + (high.y() - low.y()) * (j + 0.5) / GRID;
          heights[i * GRID + j] = height.applyAsDouble(x, y);
        }
      }
      double[] finite = Arrays.stream(heights).filter(Double::isFinite).sorted().toArray();
      List<Double> levels =
          finite.length == 0
              ? List.of()
              : IntStream.range(0, count)
                  .mapToObj(i -> finite[(int) ((i + 0.3) / count * finite.length)])
                  .distinct()
                  .toList();
      return new Contours("", low, high, height, levels);
    }

    /// The lines.
    ///
    /// @return for each level short straight lines, each by both its ends
    public List<List<List<Point>>> lines() {
      MarchingSquares squares = new MarchingSquares(this);
      return levels.stream().map(squares::lines).toList();
    }

    private static final int GRID = 60;
  }

  /// Single points, each with a dot and, if there is one, a text beside it.
  ///
  /// @param label beside each dot
  /// @param points where
  record Markers(String label, List<Point> points) implements Series {

    public Markers {
      points = List.copyOf(points);
    }
  }
}
