package dev.ravine.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.plot.Series.Band;
import dev.ravine.plot.Series.Line;
import dev.ravine.plot.Series.Markers;
import dev.ravine.plot.Series.Point;
import dev.ravine.plot.Series.Upright;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {

  private static Document parsed(Chart chart) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(chart.toSvg().getBytes(StandardCharsets.UTF_8)));
  }

  private static final List<Point> POINTS =
      List.of(new Point(1, 10), new Point(10, 100), new Point(100, 1000));

  @Test
  void everySeriesIsDrawnAndNamed() throws Exception {
    Chart chart =
        new Chart(
            "a < b & \"c\"",
            Axis.linear("steps"),
            Axis.linear("loss"),
            List.of(
                new Line("line", POINTS),
                new Band(
                    "band", POINTS, POINTS.stream().map(p -> new Point(p.x(), 2 * p.y())).toList()),
                new Markers("best", List.of(new Point(10, 100)))));
    Document svg = parsed(chart);
    assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(2);
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(1);
    assertThat(chart.toSvg())
        .contains(">line<", ">band<", ">best<", "a &lt; b &amp; &quot;c&quot;");
  }

  @Test
  void uprightLinesAreNamedInTheirOwnColours() throws Exception {
    Chart chart =
        new Chart(
            "a test",
            Axis.linear("rate"),
            Axis.linear("loss"),
            List.of(
                new Line("loss", POINTS), new Upright("valley", 2), new Upright("minimum", 90)));
    NodeList lines = parsed(chart).getElementsByTagName("line");
    NodeList texts = parsed(chart).getElementsByTagName("text");
    Map<String, String> colours = new HashMap<>();
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      colours.put(text.getTextContent(), text.getAttribute("style"));
    }
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < lines.getLength(); i++) {
      Element line = (Element) lines.item(i);
      if (line.getAttribute("stroke-dasharray").equals("5 3")) {
        drawn.add("fill: " + line.getAttribute("stroke"));
      }
    }
    assertThat(drawn).doesNotHaveDuplicates().hasSize(2);
    assertThat(List.of(colours.get("valley"), colours.get("minimum"))).isEqualTo(drawn);
  }

  @Test
  void onLogarithmicAxesPowersAreStraightLines() throws Exception {
    Chart chart =
        new Chart(
            "powers",
            Axis.logarithmic("x"),
            Axis.logarithmic("y"),
            List.of(new Markers("", POINTS)));
    NodeList dots = parsed(chart).getElementsByTagName("circle");
    double[] x = new double[3];
    double[] y = new double[3];
    for (int i = 0; i < 3; i++) {
      x[i] = Double.parseDouble(dots.item(i).getAttributes().getNamedItem("cx").getNodeValue());
      y[i] = Double.parseDouble(dots.item(i).getAttributes().getNamedItem("cy").getNodeValue());
    }
    assertThat(x[2] - x[1]).isCloseTo(x[1] - x[0], within(0.2));
    assertThat(y[2] - y[1]).isCloseTo(y[1] - y[0], within(0.2));
    assertThat(y[0]).isGreaterThan(y[1]);
  }

  /// x² + y² has circles: each end of each short line lies on one.
  @Test
  void contoursLieWhereTheHeightIs() {
    Series.Contours bowl =
        new Series.Contours(
            "", new Point(-2, -1), new Point(2, 3), (x, y) -> x * x + y * y, List.of(1.0));
    List<List<Point>> lines = new MarchingSquares(bowl).lines(1);
    double length = 0;
    for (List<Point> line : lines) {
      assertThat(line).hasSize(2);
      for (Point end : line) {
        assertThat(Math.hypot(end.x(), end.y())).isCloseTo(1, within(2e-3));
      }
      length += Math.hypot(line.get(0).x() - line.get(1).x(), line.get(0).y() - line.get(1).y());
    }
    assertThat(length).as("of the whole circle").isCloseTo(2 * Math.PI, within(1e-2));
    assertThat(new MarchingSquares(bowl).lines(-1)).isEmpty();
  }

  @Test
  void contoursSetTheAxesAndCutOffWhatLiesBeyond() throws Exception {
    Chart chart =
        new Chart(
            "surface",
            Axis.linear("x"),
            Axis.linear("y"),
            List.of(
                new Series.Contours(
                    "", new Point(0, 0), new Point(1, 1), (x, y) -> x + y, List.of(0.5, 1.5)),
                new Line("far", List.of(new Point(0, 0), new Point(1000, 1000)))));
    Document svg = parsed(chart);
    assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(3);
    assertThat(chart.toSvg()).contains("<g clip-path=\"url(#inside)\">", ">0.4<");
  }

  @Test
  void whatCannotBeShownInterruptsTheLine() throws Exception {
    Chart chart =
        new Chart(
            "gap",
            Axis.linear("x"),
            Axis.logarithmic("y"),
            List.of(
                new Line(
                    "",
                    List.of(
                        new Point(0, 1),
                        new Point(1, 2),
                        new Point(2, Double.NaN),
                        new Point(3, 0),
                        new Point(4, 3)))));
    String d =
        parsed(chart)
            .getElementsByTagName("path")
            .item(0)
            .getAttributes()
            .getNamedItem("d")
            .getNodeValue();
    assertThat(d.chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(d.chars().filter(c -> c == 'L').count()).isEqualTo(1);
    assertThatThrownBy(() ->
            new Chart(
                "empty",
                Axis.linear("x"),
                Axis.logarithmic("y"),
                List.of(new Line("", List.of(new Point(0, -1))))))
        .hasMessage("a chart must have a point that its axes can show: empty");
  }

  /// Equal but for rounding: there is no round number between them, and the search must end.
  @Test
  void ticksEndWhereValuesAreEqual() {
    double low = 0.8333333333333333;
    assertThat(Axis.linear("").ticks(low, low)).hasSize(1);
    assertThat(Axis.linear("").ticks(low, Math.nextUp(low))).hasSize(1);
    assertThat(Axis.linear("").ticks(1e300, Math.nextUp(1e300))).hasSize(1);
    Chart chart =
        new Chart(
            "",
            Axis.linear("x"),
            Axis.linear("y"),
            List.of(new Line("", List.of(new Point(1, low), new Point(2, Math.nextUp(low))))));
    assertThat(chart.toSvg()).contains("<path");
  }

  @Test
  void aLogarithmicAxisBelowADecadeHasRoundNumbers() {
    Axis log = Axis.logarithmic("");
    List<String> texts =
        log.ticks(Math.log10(2.1), Math.log10(7.9)).stream().map(log::text).toList();
    assertThat(texts).containsExactly("3", "4", "5", "6", "7");
  }

  @Test
  void aSinglePointIsSeen() {
    Chart chart =
        new Chart(
            "",
            Axis.linear("x"),
            Axis.linear("y"),
            List.of(
                new Line("one", List.of(new Point(1, 2))),
                new Line("other", List.of(new Point(1, 3), new Point(2, 4)))));
    assertThat(chart.toSvg().split("<circle", -1)).hasSize(2);
  }

  @Test
  void ticksAreRoundAndFew() {
    assertThat(Axis.linear("").ticks(0, 0.093)).hasSizeBetween(3, 8).contains(0.02);
    assertThat(Axis.linear("").ticks(-3, 1234)).hasSizeBetween(3, 8).contains(500.0);
    Axis log = Axis.logarithmic("");
    assertThat(log.ticks(-7, 1)).hasSizeBetween(3, 8).allMatch(t -> t == Math.rint(t));
    assertThat(log.text(-7)).isEqualTo("1e-7");
    assertThat(log.text(-2)).isEqualTo("0.01");
    assertThat(Axis.linear("").text(0.30000000000000004)).isEqualTo("0.3");
  }

  @Test
  void aBandThatReachesBelowALogarithmicAxisEndsThere() {
    Series.Band band =
        new Series.Band(
            "band",
            List.of(new Series.Point(0, 1), new Series.Point(1, -1), new Series.Point(2, 1)),
            List.of(new Series.Point(0, 10), new Series.Point(1, 10), new Series.Point(2, 10)));
    String svg =
        new Chart("", Axis.linear("x"), new Axis("y", Axis.Scale.LOGARITHMIC), List.of(band))
            .toSvg();
    String path = svg.lines().filter(l -> l.contains("fill-opacity")).findFirst().orElseThrow();
    String[] places = path.replaceAll(".* d=\"M([^Z]*)Z\".*", "$1").split("L", -1);
    assertThat(places).as("three below, three above").hasSize(6);
    assertThat(y(places[1])).as("at the axis's end").isGreaterThan(y(places[0]));
    assertThat(y(places[2])).isEqualTo(y(places[0]));
    assertThat(y(places[3])).isEqualTo(y(places[5]));
  }

  private static double y(String place) {
    return Double.parseDouble(place.split(" ", -1)[1]);
  }
}
