package dev.ravine.plot;

import dev.ravine.plot.Series.Contours;
import dev.ravine.plot.Series.Point;
import java.util.ArrayList;
import java.util.List;

/// Finds where a function of the plane has a given height: on a grid, as short straight lines, one
/// or two in each cell that the height passes through.
final class MarchingSquares {

  private static final int COLUMNS = 160;
  private static final int ROWS = 100;

  private final Contours contours;
  private final double[][] heights = new double[COLUMNS + 1][ROWS + 1];

  MarchingSquares(Contours contours) {
    this.contours = contours;
    for (int i = 0; i <= COLUMNS; i++) {
      for (int j = 0; j <= ROWS; j++) {
        Point at = at(i, j);
        heights[i][j] = contours.height().applyAsDouble(at.x(), at.y());
      }
    }
  }

  private Point at(double i, double j) {
    Point low = contours.low();
    Point high = contours.high();
    return new Point(
        low.x() + (high.x() - low.x()) * i / COLUMNS, low.y() + (high.y() - low.y()) * j / ROWS);
  }

  /// Both ends of each line.
  List<List<Point>> lines(double level) {
    List<List<Point>> lines = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      for (int j = 0; j < ROWS; j++) {
        List<Point> ends = ends(i, j, level);
        for (int k = 0; k + 1 < ends.size(); k += 2) {
          lines.add(ends.subList(k, k + 2));
        }
      }
    }
    return lines;
  }

  /// Where the level crosses the sides of a cell, in the order around it: none, two or four.
  private List<Point> ends(int i, int j, double level) {
    double[] corners = {heights[i][j], heights[i + 1][j], heights[i + 1][j + 1], heights[i][j + 1]};
    int[] x = {i, i + 1, i + 1, i};
    int[] y = {j, j, j + 1, j + 1};
    List<Point> ends = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      int next = (k + 1) % 4;
      double from = corners[k] - level;
      double to = corners[next] - level;
      if (!Double.isFinite(from + to)) {
        return List.of();
      }
      if (from < 0 != to < 0) {
        double share = from / (from - to);
        ends.add(at(x[k] + share * (x[next] - x[k]), y[k] + share * (y[next] - y[k])));
      }
    }
    return ends;
  }
}
