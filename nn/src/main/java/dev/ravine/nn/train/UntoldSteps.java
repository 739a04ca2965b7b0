package dev.ravine.nn.train;

import dev.ravine.optim.Checkpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Steps that were done, but not told of yet, where several are done at once. They are part of
/// checkpoints, so that whoever resumes tells of them first.
public final class UntoldSteps {

  private static final String LOSSES = "lossesUntold";
  private static final String COST = "costUntold";
  private static final String DIVERGED = "divergedUntold";
  private static final String SEPARATOR = " ";

  private final Deque<Double> losses = new ArrayDeque<>();
  private double gradientsEach;
  private double gradientNanosEach;
  private double updateNanosEach;
  private Optional<String> diverged = Optional.empty();
  private double gradients;

  /// Before any step was done.
  public UntoldSteps() {}

  /// Whether all were told of.
  public boolean isEmpty() {
    return losses.isEmpty();
  }

  /// How many there are.
  public int size() {
    return losses.size();
  }

  /// How many gradients those that were told of took.
  public long gradients() {
    return Math.round(gradients);
  }

  /// Adds steps that were done together, when all before were told of.
  ///
  /// @param of each step, its loss
  /// @param gradientsOfAll how many were computed
  /// @param gradientNanos the time for batches and their gradients, of all
  /// @param updateNanos the time for the optimizer alone, of all
  /// @param reason why the training diverged at the last of them, if so
  public void add(
      List<Double> of,
      long gradientsOfAll,
      long gradientNanos,
      long updateNanos,
      Optional<String> reason) {
    losses.addAll(of);
    gradientsEach = (double) gradientsOfAll / of.size();
    gradientNanosEach = (double) gradientNanos / of.size();
    updateNanosEach = (double) updateNanos / of.size();
    diverged = reason;
  }

  /// Tells of the next.
  ///
  /// @param step its number
  /// @param listener is told
  /// @param meter takes its time
  /// @return why the training diverged at it, if so
  public Optional<String> tell(long step, TrainingListener listener, StepMeter meter) {
    double loss = losses.remove();
    gradients += gradientsEach;
    meter.add(Math.round(gradientNanosEach), Math.round(updateNanosEach));
    listener.onStep(step, loss);
    return losses.isEmpty() ? diverged : Optional.empty();
  }

  /// Adds them to a checkpoint, if there are some.
  ///
  /// @param checkpoint after all of them
  public Checkpoint note(Checkpoint checkpoint) {
    return losses.isEmpty()
        ? checkpoint
        : checkpoint
            .withNote(LOSSES, text(losses.stream()))
            .withNote(COST, text(Stream.of(gradientsEach, gradientNanosEach, updateNanosEach)))
            .withNote(DIVERGED, diverged.orElse(""));
  }

  private static String text(Stream<Double> numbers) {
    return numbers.map(String::valueOf).collect(Collectors.joining(SEPARATOR));
  }

  /// Goes to where a checkpoint was taken.
  ///
  /// @param checkpoint with or without such steps
  public void resume(Checkpoint checkpoint) {
    checkpoint
        .find(COST)
        .ifPresent(cost -> {
          List<Double> each = numbers(cost);
          gradientsEach = each.get(0);
          gradientNanosEach = each.get(1);
          updateNanosEach = each.get(2);
          losses.addAll(numbers(checkpoint.note(LOSSES)));
          diverged = checkpoint.find(DIVERGED).filter(reason -> !reason.isEmpty());
        });
  }

  private static List<Double> numbers(String text) {
    return Stream.of(text.split(SEPARATOR, -1)).map(Double::valueOf).toList();
  }
}
