package dev.ravine.nn.train;

import dev.ravine.data.Duplicates;
import dev.ravine.data.Labels;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Criterion;
import dev.ravine.nn.predict.Evaluation;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// Prints what is odd about a training before it begins, a line for each epoch, and one for the
/// end.
final class EpochPrinter implements TrainingListener {

  private static final long MOST_COMPARED = 100_000_000;

  private final PrintStream out;
  private final String accuracy;
  private final Criterion criterion;

  private EpochPrinter(PrintStream out, String accuracy, Criterion criterion) {
    this.out = out;
    this.accuracy = accuracy;
    this.criterion = criterion;
  }

  /// Prints what is odd.
  ///
  /// @return prints the rest
  static EpochPrinter begin(PrintStream out, Training training) {
    Split split = training.split();
    split.shortages().forEach(shortage -> out.println("note: " + shortage));
    int shared = shared(split);
    if (shared > 0) {
      out.printf(
          "note: %d of %d validation examples have the features of a training example%n",
          shared, split.validation().size());
    }
    if (split.train().targets() instanceof Labels && endsInActivation(training.model())) {
      out.println(
          "note: the last layer is an activation, but classes are learnt from logits: leave it out");
    }
    return new EpochPrinter(
        out, TrainingSummary.accuracy(split.train().targets()), training.criterion());
  }

  private static int shared(Split split) {
    long numbers = (long) (split.train().size() + split.validation().size());
    return numbers * split.train().features() > MOST_COMPARED
        ? 0
        : Duplicates.count(split.validation(), List.of(split.train()));
  }

  private static boolean endsInActivation(Model model) {
    return model instanceof Sequential layers
        && !layers.layers().isEmpty()
        && layers.layers().getLast() instanceof Activation;
  }

  @Override
  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
    out.printf(
        Locale.ROOT,
        "epoch %d: loss %.4f, %s %.4f; validation loss %.4f, %s %.4f%s%n",
        epoch,
        train.loss(),
        accuracy,
        train.accuracy(),
        validation.loss(),
        accuracy,
        validation.accuracy(),
        score(criterion, validation));
  }

  /// What is to be said beside accuracy and loss, with a comma before it.
  static String score(Criterion criterion, Evaluation validation) {
    return criterion == Criterion.ACCURACY || criterion == Criterion.LOSS
        ? ""
        : String.format(Locale.ROOT, ", %s %.4f", criterion, criterion.metric(validation));
  }

  @Override
  public void onEnd(TrainingSummary summary) {
    out.println(summary);
  }
}
