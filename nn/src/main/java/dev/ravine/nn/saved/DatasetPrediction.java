package dev.ravine.nn.saved;

import dev.ravine.data.Dataset;
import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.Matching;
import dev.ravine.data.Values;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.predict.LabelSetMetrics;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.predict.Predictor.OutputConversion;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.predict.RegressionMetrics;
import dev.ravine.nn.predict.ThresholdCurve;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a saved model predicts for a data set, and how good that is.
final class DatasetPrediction {

  private interface At {
    double at(int row, int column);
  }

  private final SavedModel model;
  private final Dataset data;
  private final ThreadTeam team;

  DatasetPrediction(SavedModel model, Dataset data, ThreadTeam team) {
    if (data.features() != model.features()) {
      throw new IllegalArgumentException(
          "%s must have %d features, as the model has, has %d"
              .formatted(data.name(), model.features(), data.features()));
    }
    Matching.checkColumns(data.name(), model.columns(), data.columns());
    this.model = model;
    this.data = data;
    this.team = team;
  }

  static <T> T of(SavedModel model, Dataset data, Function<DatasetPrediction, T> metrics) {
    try (ThreadTeam team = new ThreadTeam(1)) {
      return metrics.apply(new DatasetPrediction(model, data, team));
    }
  }

  Probabilities probabilities() {
    require(model.outputKind() == OutputKind.CLASSES, "classes");
    List<Probabilities> said =
        model.members().stream()
            .map(member -> Probabilities.of(Logits.of(member, data, team)))
            .toList();
    return said.size() == 1 ? said.getFirst() : model.combination().of(said);
  }

  double[] values() {
    require(model.outputKind() == OutputKind.VALUES && model.outputs() == 1, "one value");
    return Stream.of(rows()).mapToDouble(row -> row[0]).toArray();
  }

  double[][] rows() {
    if (model.outputKind() == OutputKind.CLASSES) {
      Probabilities said = probabilities();
      return rows(said.size(), said.classes(), said::at);
    }
    Logits said = Logits.of(model.members().getFirst(), data, team);
    OutputConversion conversion = model.conversion();
    return rows(said.size(), said.classes(), (i, k) -> conversion.convert(k, said.at(i, k)));
  }

  private static double[][] rows(int rows, int columns, At numbers) {
    return IntStream.range(0, rows)
        .mapToObj(i -> IntStream.range(0, columns).mapToDouble(k -> numbers.at(i, k)).toArray())
        .toArray(double[][]::new);
  }

  ClassificationMetrics classification() {
    Probabilities said = probabilities();
    if (!(data.targets() instanceof Labels labels)) {
      throw unsuitable("classes");
    }
    return ClassificationMetrics.of(said, labels.renumbered(model.classes()), data::weight);
  }

  RegressionMetrics regression() {
    require(model.outputKind() == OutputKind.VALUES, "values");
    if (!(data.targets() instanceof Values right && right.outputs() == model.outputs())) {
      throw unsuitable(model.outputs() == 1 ? "a value" : model.outputs() + " values");
    }
    return RegressionMetrics.of(
        rows(),
        rows(right.size(), right.outputs(), (i, k) -> model.inOriginalUnit(right.value(i, k))),
        data::weight);
  }

  LabelSetMetrics labelSets() {
    require(model.outputKind() == OutputKind.LABEL_SETS, "labels of which an example has several");
    return LabelSetMetrics.of(rows(), rightLabels(), data::weight);
  }

  private LabelSets rightLabels() {
    if (data.targets() instanceof LabelSets labels && labels.names().equals(model.classes())) {
      return labels;
    }
    throw unsuitable("any of the labels " + model.classes());
  }

  ThresholdCurve thresholdCurve(String label) {
    int at = model.classes().indexOf(label);
    if (at < 0) {
      throw new IllegalArgumentException(
          "a label must be among %s, which the model knows, was %s"
              .formatted(model.classes(), label));
    }
    IntPredicate has = rightly(at);
    double[][] said = rows();
    return ThresholdCurve.of(said.length, i -> (float) said[i][at], has, data::weight);
  }

  /// Which examples have a label or class.
  private IntPredicate rightly(int at) {
    if (model.outputKind() == OutputKind.LABEL_SETS) {
      LabelSets right = rightLabels();
      return i -> right.has(i, at);
    }
    if (!(data.targets() instanceof Labels labels)) {
      throw unsuitable("classes");
    }
    Labels right = labels.renumbered(model.classes());
    return i -> right.label(i) == at;
  }

  private IllegalArgumentException unsuitable(String needed) {
    return new IllegalArgumentException(
        "%s must have what the model predicts, %s, has %s"
            .formatted(data.name(), needed, data.targets()));
  }

  private void require(boolean suits, String asked) {
    if (!suits) {
      throw new IllegalArgumentException(
          "the model predicts %s, not %s"
              .formatted(
                  switch (model.outputKind()) {
                    case CLASSES -> "classes";
                    case LABEL_SETS -> "labels of which an example may have several";
                    case VALUES -> model.outputs() == 1 ? "a value" : model.outputs() + " values";
                    case FEATURES -> "the features again, as an autoencoder";
                  },
                  asked));
    }
  }
}
