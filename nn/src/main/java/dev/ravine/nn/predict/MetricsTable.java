package dev.ravine.nn.predict;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Metrics as lines of text.
final class MetricsTable {

  private MetricsTable() {}

  static String head(String first, String last) {
    return String.format(
        Locale.ROOT, "%-20s %9s %9s %9s %9s%n", first, "precision", "recall", "F1", last);
  }

  static String row(String name, double precision, double recall, double f1, double last) {
    boolean whole = last == Math.rint(last) && last > 1;
    String text =
        whole ? Long.toString(Math.round(last)) : String.format(Locale.ROOT, "%.4f", last);
    return String.format(
        Locale.ROOT, "%-20s %9.4f %9.4f %9.4f %9s%n", name, precision, recall, f1, text);
  }

  /// Names and numbers, on a line.
  static String numbers(Map<String, Double> numbers) {
    return numbers.entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%s %.4f", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
