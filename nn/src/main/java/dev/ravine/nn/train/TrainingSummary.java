package dev.ravine.nn.train;

import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.Targets;
import dev.ravine.nn.objective.ClassWeights;
import dev.ravine.nn.predict.Evaluation;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What became of [TrainingBuilder#run].
///
/// @param outcome how it ended
/// @param training what was to be done
/// @param epochs how many epochs were evaluated
/// @param keptEpoch the epoch whose model is returned, from 1; 0 if it is of none, since a listener
///   stopped training within an epoch
/// @param validation how that model was evaluated; empty if it was not
/// @param facts what else is worth knowing of the run, by name
public record TrainingSummary(
    Outcome outcome,
    Training training,
    int epochs,
    int keptEpoch,
    Optional<Evaluation> validation,
    Map<String, String> facts) {

  /// What accuracy is called.
  static String accuracy(Targets targets) {
    return targets instanceof Labels || targets instanceof LabelSets ? "accuracy" : "R²";
  }

  /// What a [dev.ravine.nn.saved.SavedModel] tells of how it was trained, by name.
  static Map<String, String> settings(Training training) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("data", training.split().train().name());
    texts.put("optimizer", training.optimizer().toString());
    texts.put("seed", Long.toString(training.seed().value()));
    texts.put("batch", Integer.toString(training.batch()));
    if (!training.objective().classWeights().equals(ClassWeights.NONE)) {
      texts.put("classWeights", training.objective().classWeights().label());
    }
    training.loss().ifPresent(loss -> texts.put("loss", lossText(loss.toString())));
    return texts;
  }

  /// The texts by name that the saved model gets.
  Map<String, String> metadata() {
    Map<String, String> texts = settings(training);
    texts.putAll(facts);
    texts.put("epoch", Integer.toString(keptEpoch));
    texts.put("ended", ending());
    texts.put("criterion", training.criterion().toString());
    if (training.patience() > 0) {
      texts.put("patience", Integer.toString(training.patience()));
    }
    validation.ifPresent(v -> {
      boolean r2 = accuracy(training.split().train().targets()).equals("R²");
      texts.put(r2 ? "validationR2" : "validationAccuracy", Double.toString(v.accuracy()));
      texts.put("validationLoss", Double.toString(v.loss()));
      texts.put("validationScore", Double.toString(v.score()));
    });
    return texts;
  }

  /// A function of the program's own has no name that means anything elsewhere.
  private static String lossText(String text) {
    return text.contains("$$Lambda") || text.contains("@") ? "function" : text;
  }

  /// One sentence: how it ended, and which model is returned.
  @Override
  public String toString() {
    return ending()
        + validation
            .map(v ->
                String.format(
                    Locale.ROOT,
                    "; the model is that of epoch %d: validation loss %.4f, %s %.4f%s",
                    keptEpoch,
                    v.loss(),
                    accuracy(training.split().train().targets()),
                    v.accuracy(),
                    EpochPrinter.score(training.criterion(), v)))
            .orElse("");
  }

  private String ending() {
    return switch (outcome) {
      case Outcome.Finished finished when !finished.early() ->
          "finished %d epochs".formatted(epochs);
      case Outcome.Finished finished when ranOutOfPatience() ->
          "stopped after %d of %d epochs, as none of the last %d was better"
              .formatted(epochs, training.epochs(), training.patience());
      case Outcome.Finished finished ->
          "stopped after %d steps, as the minimizer found nothing better"
              .formatted(finished.steps());
      case Outcome.Diverged diverged ->
          "diverged at step %d: %s".formatted(diverged.step(), diverged.why());
      case Outcome.Stopped stopped -> "stopped after %d steps".formatted(stopped.steps());
    };
  }

  private boolean ranOutOfPatience() {
    return training.optimizer().minimizer().isEmpty();
  }
}
