package dev.ravine.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Charts as pgfplots.
final class Tex {

  private Tex() {}

  static String of(Chart chart) {
    StringBuilder tex = new StringBuilder("% needs \\usepackage{pgfplots}\n\\begin{tikzpicture}\n");
    tex.append(
        "\\begin{axis}[title={%s}, xlabel={%s}, ylabel={%s}, xmode=%s, ymode=%s,\n"
            .formatted(
                escaped(chart.title()),
                escaped(chart.x().label()),
                escaped(chart.y().label()),
                mode(chart.x()),
                mode(chart.y())));
    tex.append(
        "  width=\\linewidth, height=0.62\\linewidth, grid=major, legend cell align=left,\n");
    tex.append("  legend style={font=\\small, at={(0.5,-0.2)}, anchor=north, legend columns=2}]\n");
    int count = 0;
    for (Series series : chart.series()) {
      String index = Integer.toString(count);
      int number = chart.number(series);
      String colour = Palette.colour(number).substring(1).toUpperCase(Locale.ROOT);
      tex.append("\\definecolor{c%s}{HTML}{%s}\n".formatted(index, colour));
      switch (series) {
        case Series.Line line ->
            tex.append(
                "\\addplot[color=c%s, thick, %s] coordinates {%s};\n"
                    .formatted(index, style(Palette.dash(number)), points(chart, line.points())));
        case Series.Band band -> {
          tex.append(
              "\\addplot[draw=none, fill=c%s, fill opacity=0.15, forget plot] coordinates {%s"
                  .formatted(index, points(chart, band.low())));
          tex.append(" %s} \\closedcycle;\n".formatted(points(chart, band.high().reversed())));
        }
        case Series.Markers markers ->
            tex.append(
                "\\addplot[color=c%s, only marks, forget plot] coordinates {%s};\n"
                    .formatted(index, points(chart, markers.points())));
        case Series.Upright upright ->
            tex.append(
                "\\draw[c%s, dashed] ({axis cs:%s,0}|-{rel axis cs:0,0}) -- ({axis cs:%s,0}|-{rel axis cs:0,1});\n"
                    .formatted(index, Double.toString(upright.x()), Double.toString(upright.x())));
        case Series.Contours contours ->
            throw new IllegalArgumentException("contours can't be written as pgfplots");
      }
      if (series instanceof Series.Line line && !line.label().isEmpty()) {
        tex.append("\\addlegendentry{%s}\n".formatted(escaped(line.label())));
      }
      count++;
    }
    return tex.append("\\end{axis}\n\\end{tikzpicture}\n").toString();
  }

  private static String style(String dash) {
    return dash.isEmpty() ? "solid" : dash.startsWith("2") ? "dotted" : "dashed";
  }

  private static String mode(Axis axis) {
    return axis.scale() == Axis.Scale.LOGARITHMIC ? "log" : "normal";
  }

  private static String points(Chart chart, List<Series.Point> points) {
    return points.stream()
        .filter(point -> chart.x().shows(point.x()) && chart.y().shows(point.y()))
        .map(point -> String.format(Locale.ROOT, "(%.6g,%.6g)", point.x(), point.y()))
        .collect(Collectors.joining(" "));
  }

  private static String escaped(String text) {
    return text.replaceAll("([#$%&_{}])", "\\\\$1").replace("|", "$|$").replace("~", "\\~{}");
  }
}
