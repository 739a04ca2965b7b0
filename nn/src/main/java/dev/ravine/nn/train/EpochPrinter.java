package dev.ravine.nn.train;

import dev.ravine.nn.predict.Evaluation;
import java.io.PrintStream;
import java.util.Locale;

/// Prints a line for each epoch, and one for the end.
final class EpochPrinter implements TrainingListener {

  private final PrintStream out;
  private final String accuracy;

  /// @param accuracy what it is called
  EpochPrinter(PrintStream out, String accuracy) {
    this.out = out;
    this.accuracy = accuracy;
  }

  @Override
  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
    out.printf(
        Locale.ROOT,
        "epoch %d: loss %.4f, %s %.4f; validation loss %.4f, %s %.4f%n",
        epoch,
        train.loss(),
        accuracy,
        train.accuracy(),
        validation.loss(),
        accuracy,
        validation.accuracy());
  }

  @Override
  public void onEnd(TrainingSummary summary) {
    out.println(summary);
  }
}
