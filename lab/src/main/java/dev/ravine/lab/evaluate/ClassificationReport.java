package dev.ravine.lab.evaluate;

import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.lab.store.Curves;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.plot.Chart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How good a classifier is.
///
/// @param classes their names
/// @param quality accuracy, likelihood and calibration
/// @param mistakes the most confident ones first
public record ClassificationReport(
    List<String> classes, ClassificationMetrics quality, List<Mistake> mistakes)
    implements EvaluationReport {

  private static final int SHOWN = 24;

  /// An example that was taken for another class.
  ///
  /// @param example which, from 0; people and files are told the number from 1
  /// @param origin where it was read: a line of a table, a picture's file; empty if it has none
  /// @param right its class
  /// @param predicted the class with the greatest probability
  /// @param probability of that class
  public record Mistake(
      int example, Optional<String> origin, String right, String predicted, double probability) {

    /// What people find it by.
    ///
    /// @return where it was read, or else its number
    public String place() {
      return origin.orElse("example " + (example + 1));
    }
  }

  public ClassificationReport {
    classes = List.copyOf(classes);
    mistakes = List.copyOf(mistakes);
  }

  static ClassificationReport of(List<String> classes, Probabilities said, Dataset data) {
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      int right = data.label(i);
      int predicted = said.greatest(i);
      if (right != predicted) {
        mistakes.add(
            new Mistake(
                i,
                data.origin(i),
                classes.get(right),
                classes.get(predicted),
                said.at(i, predicted)));
      }
    }
    mistakes.sort(
        Comparator.comparingDouble(Mistake::probability)
            .reversed()
            .thenComparingInt(Mistake::example));
    return new ClassificationReport(
        classes,
        ClassificationMetrics.of(said, (Labels) data.targets()),
        mistakes.subList(0, Math.min(SHOWN, mistakes.size())));
  }

  @Override
  public List<List<String>> mistakesTable() {
    List<List<String>> rows = new ArrayList<>();
    for (Mistake m : mistakes) {
      rows.add(List.of(m.place(), m.right(), m.predicted(), "%.4f".formatted(m.probability())));
    }
    if (!rows.isEmpty()) {
      rows.addFirst(List.of("where", "right", "predicted", "probability"));
    }
    return rows;
  }

  private int support(int label) {
    return (int) quality.support(label);
  }

  private int examples() {
    return IntStream.range(0, classes.size()).map(this::support).sum();
  }

  @Override
  public String summary() {
    int commonest = IntStream.range(0, classes.size()).map(this::support).max().orElse(0);
    return "Accuracy %.4f on %d examples (always the commonest class: %.4f), mean F1 %.4f, log loss %.4f, Brier score %.4f, calibration error %.4f."
        .formatted(
            quality.accuracy(),
            examples(),
            (double) commonest / examples(),
            quality.meanF1(),
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
                "%.3f".formatted(quality.precision(c)),
                "%.3f".formatted(quality.recall(c)),
                "%.3f".formatted(quality.f1(c)),
                Integer.toString(support(c))))
        .toList();
  }

  @Override
  public List<String> pictures() {
    return matrix().picture().stream().toList();
  }

  @Override
  public List<Curves> charts() {
    return List.of(Curves.of(reliability()));
  }

  /// How often right over how sure.
  public Chart reliability() {
    return ReportSection.reliability(List.of(ReportSection.Reliability.of("model", quality)));
  }

  @Override
  public List<List<String>> confusionTable() {
    return matrix().table();
  }

  private ConfusionMatrix matrix() {
    return new ConfusionMatrix(
        classes,
        quality.confusion().stream()
            .map(row -> row.stream().map(Double::intValue).toList())
            .toList());
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
      one.put("precision", quality.precision(c));
      one.put("recall", quality.recall(c));
      one.put("f1", quality.f1(c));
      one.put("examples", support(c));
    }
    ObjectNode matrix = json.putObject("confusion");
    for (int right = 0; right < classes.size(); right++) {
      ObjectNode counts = matrix.putObject(classes.get(right));
      for (int predicted = 0; predicted < classes.size(); predicted++) {
        counts.put(
            classes.get(predicted), quality.confusion().get(right).get(predicted).intValue());
      }
    }
    ArrayNode list = json.putArray("mistakes");
    for (Mistake mistake : mistakes) {
      ObjectNode one = list.addObject();
      one.put("example", mistake.example() + 1);
      mistake.origin().ifPresent(origin -> one.put("origin", origin));
      one.put("right", mistake.right());
      one.put("predicted", mistake.predicted());
      one.put("probability", mistake.probability());
    }
    return json.toPrettyString() + "\n";
  }
}
