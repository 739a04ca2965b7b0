package dev.ravine.lab;

import dev.ravine.nn.Outcome;
import java.util.List;
import java.util.OptionalDouble;

/// What became of one run.
///
/// @param plan what was asked for
/// @param outcome how it ended
/// @param losses the loss of every step's batch, before the step's update
/// @param trainAccuracy before the first step and after each epoch
/// @param validationAccuracy before the first step and after each epoch
/// @param millisPerStep the median time of a step; 0 if there was none
/// @param stepsPerEpoch steps of an epoch
public record RunRecord(
    RunPlan plan,
    Outcome outcome,
    List<Double> losses,
    List<Double> trainAccuracy,
    List<Double> validationAccuracy,
    double millisPerStep,
    int stepsPerEpoch) {

  /// Copies the series.
  public RunRecord {
    losses = List.copyOf(losses);
    trainAccuracy = List.copyOf(trainAccuracy);
    validationAccuracy = List.copyOf(validationAccuracy);
  }

  /// The mean loss over the last steps, as many as an epoch has.
  ///
  /// @return empty if the run diverged, or made no step
  public OptionalDouble finalTrainLoss() {
    if (outcome instanceof Outcome.Diverged) {
      return OptionalDouble.empty();
    }
    int from = Math.max(0, losses.size() - stepsPerEpoch);
    return losses.subList(from, losses.size()).stream()
        .mapToDouble(loss -> loss)
        .filter(Double::isFinite)
        .average();
  }

  /// For people.
  ///
  /// @return such as `finished` or `diverged at step 3: the loss was NaN`
  public String outcomeText() {
    return switch (outcome) {
      case Outcome.Finished finished -> "finished";
      case Outcome.Diverged diverged ->
          "diverged at step %d: %s".formatted(diverged.step(), diverged.why());
      case Outcome.Stopped stopped -> "stopped after step " + stopped.steps();
    };
  }
}
