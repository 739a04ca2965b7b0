package dev.ravine.lab.evaluate;

import dev.ravine.data.Dataset;
import dev.ravine.data.TableColumn;
import dev.ravine.data.TableSchema;
import dev.ravine.data.Targets;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import dev.ravine.plot.Series.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How good predicted values are, in the target's own unit.
///
/// @param examples how many
/// @param rmse the root of the mean squared error
/// @param mae the mean absolute error
/// @param r2 the share of the variance that is explained; not finite if the values do not vary
/// @param points right and predicted values
public record RegressionReport(int examples, double rmse, double mae, double r2, List<Point> points)
    implements EvaluationReport {

  private static final int DIGITS = 4;
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double GREATEST_PLAIN = 1e9;

  private static final int MOST_DRAWN = 1000;

  public RegressionReport {
    points = List.copyOf(points);
  }

  static RegressionReport of(SavedModel model, Dataset data, double[] predicted) {
    Optional<TableColumn.Numeric> number = model.schema().flatMap(TableSchema::values);
    double origin = number.map(TableColumn.Numeric::origin).orElse(0.0);
    double unit = number.map(TableColumn.Numeric::unit).orElse(1.0);
    Targets.Values values = (Targets.Values) data.targets();
    double squares = 0;
    double distances = 0;
    double sum = 0;
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < predicted.length; i++) {
      double right = values.value(i) * unit + origin;
      squares += (predicted[i] - right) * (predicted[i] - right);
      distances += Math.abs(predicted[i] - right);
      sum += right;
      points.add(new Point(right, predicted[i]));
    }
    int n = predicted.length;
    double mean = sum / n;
    double variance = points.stream().mapToDouble(p -> (p.x() - mean) * (p.x() - mean)).sum();
    return new RegressionReport(
        n,
        Math.sqrt(squares / n),
        distances / n,
        variance > 0 ? 1 - squares / variance : Double.NaN,
        points);
  }

  @Override
  public String summary() {
    return "R² %.4f on %d examples, RMSE %s, MAE %s."
        .formatted(r2, examples, digits(rmse), digits(mae));
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
        List.of("R²", "%.4f".formatted(r2)),
        List.of("RMSE", digits(rmse)),
        List.of("MAE", digits(mae)),
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
    json.put("rmse", rmse);
    json.put("mae", mae);
    json.put("r2", r2);
    return json.toPrettyString() + "\n";
  }
}
