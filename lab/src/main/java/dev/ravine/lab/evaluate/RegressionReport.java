package dev.ravine.lab.evaluate;

import dev.ravine.data.Dataset;
import dev.ravine.data.Values;
import dev.ravine.nn.predict.RegressionMetrics;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import dev.ravine.plot.Series.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How good predicted values are, in the target's own unit.
///
/// @param examples how many
/// @param quality how large errors are
/// @param points right and predicted values
public record RegressionReport(int examples, RegressionMetrics quality, List<Point> points)
    implements EvaluationReport {

  private static final int DIGITS = 4;
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double GREATEST_PLAIN = 1e9;

  private static final int MOST_DRAWN = 1000;

  public RegressionReport {
    points = List.copyOf(points);
  }

  static RegressionReport of(SavedModel model, Dataset data, double[] predicted) {
    Values values = (Values) data.targets();
    List<Point> points = new ArrayList<>();
    double[][] right = new double[predicted.length][];
    double[][] rows = new double[predicted.length][];
    for (int i = 0; i < predicted.length; i++) {
      rows[i] = new double[] {predicted[i]};
      right[i] = new double[] {model.inOriginalUnit(values.value(i))};
      points.add(new Point(right[i][0], predicted[i]));
    }
    return new RegressionReport(predicted.length, RegressionMetrics.of(rows, right), points);
  }

  @Override
  public String summary() {
    return "R² %.4f on %d examples, RMSE %s, MAE %s."
        .formatted(quality.r2(), examples, digits(quality.rmse()), digits(quality.mae()));
  }

  /// For people: four significant digits.
  static String digits(double value) {
    double size = Math.abs(value);
    return size == 0 || (size >= SMALLEST_PLAIN && size < GREATEST_PLAIN)
        ? new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString()
        : "%.3e".formatted(value);
  }

  @Override
  public List<String> head() {
    return List.of("measure", "value");
  }

  @Override
  public List<List<String>> rows() {
    return List.of(
        List.of("R²", "%.4f".formatted(quality.r2())),
        List.of("RMSE", digits(quality.rmse())),
        List.of("MAE", digits(quality.mae())),
        List.of("examples", Integer.toString(examples)));
  }

  @Override
  public List<String> pictures() {
    int every = Math.max(1, points.size() / MOST_DRAWN);
    List<Point> shown = new ArrayList<>();
    for (int i = 0; i < points.size(); i += every) {
      shown.add(points.get(i));
    }
    double low = shown.stream().mapToDouble(Point::x).min().orElse(0);
    double high = shown.stream().mapToDouble(Point::x).max().orElse(1);
    List<Series> series = new ArrayList<>();
    series.add(new Series.Markers("", shown));
    if (low < high) {
      series.add(
          new Series.Line(
              "predicted = right", List.of(new Point(low, low), new Point(high, high))));
    }
    return List.of(
        new Chart(
                "Predicted and right values",
                Axis.linear("right"),
                Axis.linear("predicted"),
                series)
            .toSvg());
  }

  @Override
  public String json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("examples", examples);
    json.put("rmse", quality.rmse());
    json.put("mae", quality.mae());
    json.put("r2", quality.r2());
    return json.toPrettyString() + "\n";
  }
}
