package dev.ravine.lab;

import dev.ravine.data.Targets;
import dev.ravine.nn.Probabilities;
import dev.ravine.nn.Quality;
import dev.ravine.plot.Chart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How good a classifier is.
///
/// @param classes their names
/// @param confusion for each right class, how often each class was predicted
/// @param quality accuracy, likelihood and calibration
/// @param mistakes the most confident ones first
public record ClassificationReport(
    List<String> classes, List<List<Integer>> confusion, Quality quality, List<Mistake> mistakes)
    implements EvaluationReport {

  private static final int SHOWN = 24;
  private static final int SMALLEST = 480;
  private static final int MOST_DRAWN = 50;
  private static final int MOST_NUMBERS = 16;
  private static final int MOST_PRINTED = 10;

  /// An example that was taken for another class.
  ///
  /// @param example which, from 0; people and files are told the number from 1
  /// @param right its class
  /// @param predicted the class with the greatest probability
  /// @param probability of that class
  public record Mistake(int example, String right, String predicted, double probability) {}

  /// Copies the lists.
  public ClassificationReport {
    classes = List.copyOf(classes);
    confusion = confusion.stream().map(List::copyOf).toList();
    mistakes = List.copyOf(mistakes);
  }

  static ClassificationReport of(List<String> classes, Probabilities said, Targets.Labels labels) {
    int[][] counts = new int[classes.size()][classes.size()];
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      int right = labels.label(i);
      int predicted = said.greatest(i);
      counts[right][predicted]++;
      if (right != predicted) {
        mistakes.add(
            new Mistake(i, classes.get(right), classes.get(predicted), said.at(i, predicted)));
      }
    }
    mistakes.sort(
        Comparator.comparingDouble(Mistake::probability)
            .reversed()
            .thenComparingInt(Mistake::example));
    return new ClassificationReport(
        classes,
        IntStream.range(0, classes.size())
            .mapToObj(c -> IntStream.of(counts[c]).boxed().toList())
            .toList(),
        Quality.of(said, labels),
        mistakes.subList(0, Math.min(SHOWN, mistakes.size())));
  }

  /// How many examples are of a class.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 or more
  public int support(int label) {
    return confusion.get(label).stream().mapToInt(n -> n).sum();
  }

  /// The share of the examples predicted to be of a class that are.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 … 1; 0 if none was predicted to be
  public double precision(int label) {
    int predicted = confusion.stream().mapToInt(row -> row.get(label)).sum();
    return predicted == 0 ? 0 : (double) confusion.get(label).get(label) / predicted;
  }

  /// The share of the examples of a class that were predicted to be.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 … 1; 0 if there is none
  public double recall(int label) {
    int support = support(label);
    return support == 0 ? 0 : (double) confusion.get(label).get(label) / support;
  }

  /// The harmonic mean of precision and recall.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 … 1
  public double f1(int label) {
    double sum = precision(label) + recall(label);
    return sum == 0 ? 0 : 2 * precision(label) * recall(label) / sum;
  }

  private int examples() {
    return IntStream.range(0, classes.size()).map(this::support).sum();
  }

  @Override
  public String summary() {
    double f1 = IntStream.range(0, classes.size()).mapToDouble(this::f1).average().orElse(0);
    int commonest = IntStream.range(0, classes.size()).map(this::support).max().orElse(0);
    return "Accuracy %.4f on %d examples (always the commonest class: %.4f), mean F1 %.4f, log loss %.4f, Brier score %.4f, calibration error %.4f."
        .formatted(
            quality.accuracy(),
            examples(),
            (double) commonest / examples(),
            f1,
            quality.negativeLogLikelihood(),
            quality.brier(),
            quality.calibrationError());
  }

  @Override
  public List<String> head() {
    return List.of("class", "precision", "recall", "F1", "examples");
  }

  @Override
  public List<List<String>> rows() {
    return IntStream.range(0, classes.size())
        .mapToObj(c ->
            List.of(
                classes.get(c),
                "%.3f".formatted(precision(c)),
                "%.3f".formatted(recall(c)),
                "%.3f".formatted(f1(c)),
                Integer.toString(support(c))))
        .toList();
  }

  @Override
  public List<String> pictures() {
    List<String> pictures = new ArrayList<>();
    if (classes.size() <= MOST_DRAWN) {
      pictures.add(matrix());
    }
    return pictures;
  }

  @Override
  public List<Curves> charts() {
    return List.of(Curves.of(reliability()));
  }

  /// How often right over how sure.
  Chart reliability() {
    return Study.reliability(List.of(Study.Reliability.of("model", quality)));
  }

  @Override
  public List<List<String>> confusionTable() {
    if (classes.size() > MOST_PRINTED) {
      return List.of();
    }
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("actual \\ predicted"));
    classes.forEach(name -> head.add(shortened(name)));
    table.add(head);
    for (int c = 0; c < classes.size(); c++) {
      List<String> row = new ArrayList<>(List.of(shortened(classes.get(c))));
      confusion.get(c).forEach(count -> row.add(Integer.toString(count)));
      table.add(row);
    }
    return table;
  }

  /// The confusion matrix: the darker, the larger the share of the row.
  private String matrix() {
    int n = classes.size();
    int cell = Math.max(8, Math.min(40, 420 / n));
    int left = 120;
    int top = 60;
    int width = Math.max(SMALLEST, left + n * cell + 20);
    int height = Math.max(SMALLEST * 5 / 8, top + n * cell + 90);
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" font-family=\"sans-serif\""
                + " font-size=\"11\" role=\"img\" aria-label=\"Confusion matrix\">")
            .formatted(Integer.toString(width), Integer.toString(height)));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    text(svg, width / 2.0, 22, "middle", "14", "Confusion matrix", "#222222", "");
    text(svg, left + n * cell / 2.0, 44, "middle", "12", "predicted", "#555555", "");
    double middle = top + n * cell / 2.0;
    String upwards = String.format(Locale.ROOT, "transform=\"rotate(-90 14 %.1f)\"", middle);
    text(svg, 14, middle, "middle", "12", "actual", "#555555", upwards);
    for (int r = 0; r < n; r++) {
      int support = Math.max(1, support(r));
      if (cell >= 11) {
        text(
            svg,
            left - 6,
            top + r * cell + cell / 2.0 + 4,
            "end",
            "11",
            shortened(classes.get(r)),
            "#222222",
            "");
      }
      for (int c = 0; c < n; c++) {
        int count = confusion.get(r).get(c);
        double share = (double) count / support;
        String colour = colour(share, r == c);
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"><title>%s predicted as %s: %d</title></rect>",
                left + c * cell,
                top + r * cell,
                cell - 1,
                cell - 1,
                colour,
                escaped(classes.get(r)),
                escaped(classes.get(c)),
                count));
        if (n <= MOST_NUMBERS && count > 0) {
          text(
              svg,
              left + c * cell + cell / 2.0,
              top + r * cell + cell / 2.0 + 4,
              "middle",
              "11",
              Integer.toString(count),
              share > 0.5 ? "#ffffff" : "#222222",
              "");
        }
      }
    }
    for (int c = 0; c < n && cell >= 11; c++) {
      double x = left + c * cell + cell / 2.0 + 4;
      double y = top + n * cell + 8;
      text(
          svg,
          x,
          y,
          "end",
          "11",
          shortened(classes.get(c)),
          "#222222",
          String.format(Locale.ROOT, "transform=\"rotate(-50 %.1f %.1f)\"", x, y));
    }
    return svg.append("</svg>").toString();
  }

  private static String shortened(String name) {
    return name.length() <= 16 ? name : name.substring(0, 15) + "…";
  }

  private static String colour(double share, boolean right) {
    double strength = Math.sqrt(Math.min(1, share));
    int[] full = right ? new int[] {0, 114, 178} : new int[] {213, 94, 0};
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        (int) Math.round(247 + strength * (full[0] - 247)),
        (int) Math.round(247 + strength * (full[1] - 247)),
        (int) Math.round(247 + strength * (full[2] - 247)));
  }

  private static void text(
      StringBuilder svg,
      double x,
      double y,
      String anchor,
      String size,
      String text,
      String fill,
      String more) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\" %s>%s</text>",
            x,
            y,
            anchor,
            size,
            fill,
            more,
            escaped(text)));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("examples", examples());
    json.put("accuracy", quality.accuracy());
    json.put("logLoss", quality.negativeLogLikelihood());
    json.put("brier", quality.brier());
    json.put("calibrationError", quality.calibrationError());
    ObjectNode each = json.putObject("classes");
    for (int c = 0; c < classes.size(); c++) {
      ObjectNode one = each.putObject(classes.get(c));
      one.put("precision", precision(c));
      one.put("recall", recall(c));
      one.put("f1", f1(c));
      one.put("examples", support(c));
    }
    ObjectNode matrix = json.putObject("confusion");
    for (int right = 0; right < classes.size(); right++) {
      ObjectNode counts = matrix.putObject(classes.get(right));
      for (int predicted = 0; predicted < classes.size(); predicted++) {
        counts.put(classes.get(predicted), confusion.get(right).get(predicted));
      }
    }
    ArrayNode list = json.putArray("mistakes");
    for (Mistake mistake : mistakes) {
      ObjectNode one = list.addObject();
      one.put("example", mistake.example() + 1);
      one.put("right", mistake.right());
      one.put("predicted", mistake.predicted());
      one.put("probability", mistake.probability());
    }
    return json.toPrettyString() + "\n";
  }
}
