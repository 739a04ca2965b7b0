package dev.ravine.plot;

import dev.ravine.plot.Series.Band;
import dev.ravine.plot.Series.Contours;
import dev.ravine.plot.Series.Line;
import dev.ravine.plot.Series.Markers;
import dev.ravine.plot.Series.Point;
import dev.ravine.plot.Series.Upright;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A picture of series over two axes.
///
/// @param title above it
/// @param x the axis across
/// @param y the axis up
/// @param series what is shown, the last on top
public record Chart(String title, Axis x, Axis y, List<Series> series) {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int RIGHT = 16;
  private static final int TOP = 36;
  private static final int BOTTOM = 50;
  private static final int LEGEND_ROW = 18;
  private static final int SCALE = 6;
  private static final double MARGIN = 0.04;

  /// Values that differ by less, as a share of their size, are one place.
  private static final double CLOSEST = 1e-9;

  /// Copies the series and checks that there is something to see.
  public Chart {
    series = List.copyOf(series);
    if (points(series).noneMatch(p -> x.shows(p.x()) && y.shows(p.y()))) {
      throw new IllegalArgumentException(
          "a chart must have a point that its axes can show: " + title);
    }
  }

  private static Stream<Point> points(List<Series> series) {
    return series.stream()
        .flatMap(s ->
            switch (s) {
              case Line line -> line.points().stream();
              case Markers markers -> markers.points().stream();
              case Upright upright -> Stream.<Point>empty();
              case Band band -> Stream.concat(band.low().stream(), band.high().stream());
              case Contours contours -> Stream.of(contours.low(), contours.high());
            });
  }

  /// The picture.
  ///
  /// @return an SVG document, readable on light and dark pages
  public String toSvg() {
    return new Drawing(this).svg();
  }

  /// The picture as pixels, twice as many as the SVG has units.
  ///
  /// @return a PNG image
  public byte[] toPng() {
    return Png.of(toSvg());
  }

  /// The picture for LaTeX.
  ///
  /// @return a pgfplots axis in a tikzpicture
  /// @throws IllegalArgumentException if it has contours, which pgfplots would have to compute
  public String toTex() {
    return Tex.of(this);
  }

  /// What a series is drawn with: the same for those with the same label. Lines come first, in
  /// their order, so that a line without a band changes no other's colour.
  int number(Series one) {
    List<String> labels =
        Stream.concat(
                series.stream().filter(Line.class::isInstance),
                series.stream().filter(s -> !(s instanceof Line)))
            .map(s -> s.label().isEmpty() ? "#" + series.indexOf(s) : s.label())
            .distinct()
            .toList();
    return labels.indexOf(one.label().isEmpty() ? "#" + series.indexOf(one) : one.label());
  }

  /// The work of one picture.
  private static final class Drawing {

    private final Chart chart;
    private final StringBuilder out = new StringBuilder();
    private final double xLow;
    private final double xHigh;
    private final double yLow;
    private final double yHigh;
    private final int height;
    private final boolean clips;

    Drawing(Chart chart) {
      this.chart = chart;
      double[] xs =
          points(chart.series)
              .filter(this::shows)
              .mapToDouble(p -> chart.x.even(p.x()))
              .sorted()
              .toArray();
      double[] ys =
          points(chart.series)
              .filter(this::shows)
              .mapToDouble(p -> chart.y.even(p.y()))
              .sorted()
              .toArray();
      Optional<Contours> contours =
          chart.series.stream()
              .filter(Contours.class::isInstance)
              .map(Contours.class::cast)
              .findFirst();
      height = HEIGHT + LEGEND_ROW * (labels().size() + (contours.isPresent() ? 1 : 0));
      clips = contours.isPresent() || chart.x.range().isPresent() || chart.y.range().isPresent();
      if (contours.isPresent()) {
        xLow = contours.get().low().x();
        xHigh = contours.get().high().x();
        yLow = contours.get().low().y();
        yHigh = contours.get().high().y();
        return;
      }
      double xRoom = room(xs) * MARGIN / 4;
      double yRoom = room(ys) * MARGIN;
      xLow = chart.x.range().map(r -> chart.x.even(r.low())).orElse(xs[0] - xRoom);
      xHigh = chart.x.range().map(r -> chart.x.even(r.high())).orElse(xs[xs.length - 1] + xRoom);
      yLow = chart.y.range().map(r -> chart.y.even(r.low())).orElse(ys[0] - yRoom);
      yHigh = chart.y.range().map(r -> chart.y.even(r.high())).orElse(ys[ys.length - 1] + yRoom);
    }

    private static double room(double[] sorted) {
      double room = sorted[sorted.length - 1] - sorted[0];
      double size = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
      return room > size * CLOSEST ? room : Math.max(1, size);
    }

    private boolean shows(Point p) {
      return chart.x.shows(p.x()) && chart.y.shows(p.y());
    }

    /// The first of the series with each label.
    private List<Series> labels() {
      Map<String, Series> first = new LinkedHashMap<>();
      for (Series series : chart.series) {
        boolean beside = series instanceof Markers || series instanceof Upright;
        if (!beside && !series.label().isEmpty()) {
          first.putIfAbsent(series.label(), series);
        }
      }
      return List.copyOf(first.values());
    }

    String svg() {
      line(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
              + " font-size=\"12\" role=\"img\" aria-label=\"%s\">",
          WIDTH, height, escaped(chart.title));
      line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
      text(WIDTH / 2.0, 22, "middle", "font-size=\"14\" font-weight=\"bold\"", chart.title);
      grid();
      line(
          "<clipPath id=\"inside\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>",
          LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
      line(clips ? "<g clip-path=\"url(#inside)\">" : "<g>");
      for (int i = 0; i < chart.series.size(); i++) {
        int number = chart.number(chart.series.get(i));
        draw(chart.series.get(i), Palette.colour(number), Palette.dash(number));
      }
      uprightLabels();
      line("</g>");
      legend();
      line("</svg>");
      return out.toString();
    }

    private void grid() {
      for (double tick : chart.x.ticks(xLow, xHigh)) {
        double at = across(tick);
        line(
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#e4e4e4\"/>",
            at, at, TOP, HEIGHT - BOTTOM);
        text(at, HEIGHT - BOTTOM + 16, "middle", "", chart.x.text(tick));
      }
      for (double tick : chart.y.ticks(yLow, yHigh)) {
        double at = up(tick);
        line(
            "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e4e4e4\"/>",
            LEFT, WIDTH - RIGHT, at, at);
        text(LEFT - 6, at + 4, "end", "", chart.y.text(tick));
      }
      line(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#888888\"/>",
          LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
      text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - BOTTOM + 36, "middle", "", chart.x.label());
      double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
      text(
          16,
          middle,
          "middle",
          "transform=\"rotate(-90 16 " + Math.round(middle) + ")\"",
          chart.y.label());
    }

    private void draw(Series series, String colour, String dash) {
      switch (series) {
        case Line points -> {
          line(
              "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\""
                  + " stroke-opacity=\"%s\" stroke-dasharray=\"%s\"/>",
              path(points.points()),
              colour,
              points.faint() ? "0.9" : "1.8",
              points.faint() ? "0.35" : "1",
              dash);
          alone(points.points())
              .forEach(p ->
                  line(
                      "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                      across(chart.x.even(p.x())), up(chart.y.even(p.y())), colour));
        }
        case Band band -> {
          String area = area(band);
          if (!area.isEmpty()) {
            line("<path d=\"%s\" fill=\"%s\" fill-opacity=\"0.2\"/>", area, colour);
          }
        }
        case Contours contours -> contours(contours);
        case Upright upright -> upright(upright, colour);
        case Markers markers ->
            markers.points().stream().filter(this::shows).forEach(p -> marker(p, markers, colour));
      }
    }

    private void contours(Contours contours) {
      int number = 0;
      int count = contours.levels().size();
      for (List<List<Point>> lines : contours.lines()) {
        StringBuilder path = new StringBuilder();
        lines.forEach(ends -> path.append(path(ends)));
        String grey = level(number++, count);
        line("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.9\"/>", path, grey);
      }
    }

    private void upright(Upright line, String colour) {
      double at = across(chart.x.even(line.x()));
      line(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"1.4\""
              + " stroke-dasharray=\"5 3\"/>",
          at, at, TOP, HEIGHT - BOTTOM, colour);
    }

    /// Below one another, where there is room, and in the colour of the line that is meant.
    private void uprightLabels() {
      List<Upright> lines =
          chart.series.stream().filter(Upright.class::isInstance).map(Upright.class::cast).toList();
      for (int i = 0; i < lines.size(); i++) {
        Upright line = lines.get(i);
        double at = across(chart.x.even(line.x()));
        boolean right = at + 5 + 6.6 * line.label().length() < WIDTH - RIGHT;
        text(
            right ? at + 5 : at - 5,
            TOP + 16 + 17 * i,
            right ? "start" : "end",
            "font-size=\"12\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\" style=\"fill: %s\""
                .formatted(Palette.colour(chart.number(line))),
            line.label());
      }
    }

    /// The darker, the lower.
    private static String level(int number, int count) {
      int grey = 90 + (int) Math.round(125.0 * number / Math.max(1, count - 1));
      return String.format(Locale.ROOT, "#%02x%02x%02x", grey, grey, Math.min(255, grey + 12));
    }

    /// What some of the lines of equal height stand for.
    private void scale(Contours contours, double at) {
      List<Double> levels = contours.levels().stream().sorted().toList();
      int shown = Math.min(SCALE, levels.size());
      text(LEFT, at + 4, "start", "", "height");
      for (int i = 0; i < shown; i++) {
        int number = shown == 1 ? 0 : i * (levels.size() - 1) / (shown - 1);
        double x = LEFT + 52 + i * 92.0;
        line(
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2.4\"/>",
            x, x + 20, at, at, level(number, levels.size()));
        text(x + 26, at + 4, "start", "", chart.y.number(levels.get(number)));
      }
    }

    private void marker(Point p, Markers markers, String colour) {
      double x = across(chart.x.even(p.x()));
      double y = up(chart.y.even(p.y()));
      line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"%s\"/>", x, y, colour);
      boolean right = x < WIDTH - 160;
      text(right ? x + 8 : x - 8, y - 6, right ? "start" : "end", "", markers.label());
    }

    /// Points without a neighbour, which a line would not show.
    private List<Point> alone(List<Point> points) {
      return IntStream.range(0, points.size())
          .filter(i -> shows(points.get(i)))
          .filter(i -> i == 0 || !shows(points.get(i - 1)))
          .filter(i -> i == points.size() - 1 || !shows(points.get(i + 1)))
          .mapToObj(points::get)
          .toList();
    }

    private String path(List<Point> points) {
      StringBuilder path = new StringBuilder();
      boolean begun = false;
      for (Point p : points) {
        if (shows(p)) {
          path.append(begun ? 'L' : 'M')
              .append(place(across(chart.x.even(p.x())), up(chart.y.even(p.y()))));
        }
        begun = shows(p);
      }
      return path.toString();
    }

    /// Pieces between both lines. A lower line that goes below what a logarithmic axis can show
    /// goes along its end.
    private String area(Band band) {
      StringBuilder area = new StringBuilder();
      StringBuilder there = new StringBuilder();
      String back = "";
      for (int i = 0; i <= band.high().size(); i++) {
        boolean shown =
            i < band.high().size()
                && shows(band.high().get(i))
                && Double.isFinite(band.low().get(i).y());
        if (shown) {
          Point low = band.low().get(i);
          Point high = band.high().get(i);
          double bottom = chart.y.shows(low.y()) ? chart.y.even(low.y()) : yLow;
          double x = across(chart.x.even(high.x()));
          there.append(there.isEmpty() ? 'M' : 'L').append(place(x, up(bottom)));
          back = "L" + place(x, up(chart.y.even(high.y()))) + back;
        } else if (!there.isEmpty()) {
          area.append(there).append(back).append('Z');
          there.setLength(0);
          back = "";
        }
      }
      return area.toString();
    }

    private static String place(double x, double y) {
      return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }

    private void legend() {
      int row = 0;
      for (Series series : labels()) {
        int number = chart.number(series);
        double at = HEIGHT + LEGEND_ROW * (row + 0.2);
        line(
            "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"3\""
                + " stroke-dasharray=\"%s\"/>",
            LEFT, LEFT + 24, at, at, Palette.colour(number), Palette.dash(number));
        text(LEFT + 32, at + 4, "start", "", series.label());
        row++;
      }
      for (Series series : chart.series) {
        if (series instanceof Contours contours) {
          scale(contours, HEIGHT + LEGEND_ROW * (row + 0.2));
        }
      }
    }

    private double across(double even) {
      return LEFT + (even - xLow) / (xHigh - xLow) * (WIDTH - LEFT - RIGHT);
    }

    private double up(double even) {
      return HEIGHT - BOTTOM - (even - yLow) / (yHigh - yLow) * (HEIGHT - TOP - BOTTOM);
    }

    private void text(double x, double y, String anchor, String more, String text) {
      line(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222222\" %s>%s</text>",
          x, y, anchor, more, escaped(text));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    private void line(String format, Object... values) {
      out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
      return text.replace("&", "&amp;")
          .replace("<", "&lt;")
          .replace(">", "&gt;")
          .replace("\"", "&quot;");
    }
  }
}
