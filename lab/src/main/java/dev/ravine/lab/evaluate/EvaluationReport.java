package dev.ravine.lab.evaluate;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.NoTargets;
import dev.ravine.data.Reconstruction;
import dev.ravine.data.Values;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.store.Curves;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.nn.saved.SavedModel;
import java.util.List;

/// How good a model is on examples: for classes a [ClassificationReport], for values a
/// [RegressionReport].
public sealed interface EvaluationReport permits ClassificationReport, RegressionReport {

  /// Evaluates a model.
  ///
  /// @param model a classifier, an ensemble, or a model of values
  /// @param data examples with what the model is to say
  /// @param threads how many work at the same time; they change no bit
  /// @return what suits the model
  /// @throws DataException if the examples have nothing to compare with
  static EvaluationReport of(SavedModel model, Dataset data, int threads) {
    try (ThreadTeam team = new ThreadTeam(threads)) {
      return switch (data.targets()) {
        case Labels labels ->
            ClassificationReport.of(model.classes(), model.probabilities(data, team), data);
        case Values values -> RegressionReport.of(model, data, model.values(data, team));
        case LabelSets labels ->
            throw new DataException(
                "labels of which an example may have several can't be evaluated on a file yet");
        case Reconstruction all ->
            throw new DataException("an autoencoder can't be evaluated on a file yet");
        case NoTargets none ->
            throw new DataException(data.name() + " must have what the model is to say");
      };
    }
  }

  /// The numbers, one sentence.
  ///
  /// @return for people
  String summary();

  /// The head of the table.
  ///
  /// @return names of columns
  List<String> head();

  /// The table.
  ///
  /// @return a row for each class, or for each measure
  List<List<String>> rows();

  /// How often each class was taken for each other, for a terminal.
  ///
  /// @return a head and a row for each right class; empty of values, and of more classes than fit
  default List<List<String>> confusionTable() {
    return List.of();
  }

  /// Where the model is wrong and most certain.
  ///
  /// @return a head and a row for each mistake, the most confident first; empty of values, and if
  ///   all is right
  default List<List<String>> mistakesTable() {
    return List.of();
  }

  /// Charts that are no curves.
  ///
  /// @return SVG
  List<String> pictures();

  /// Curves, for pages that draw them and for pictures.
  ///
  /// @return such as how often right over how sure
  default List<Curves> charts() {
    return List.of();
  }

  /// Everything, for programs.
  ///
  /// @return JSON
  String json();

  /// The same as a part of a report.
  ///
  /// @param title of the part
  /// @param note what is said below
  /// @return table and charts
  default ReportSection study(String title, String note) {
    return new ReportSection(title, note + " " + summary(), head(), rows(), pictures(), charts());
  }
}
