package dev.ravine.lab.stats;

import dev.ravine.lab.run.Event;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Diagnosis;
import dev.ravine.optim.recipe.Suggestion;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// What can be drawn of a run.
public enum Metric {
  /// The loss of a step's batch, before the update.
  LOSS("loss", "training loss"),
  /// The loss on training examples, after an epoch.
  TRAIN_LOSS("trainLoss", "training loss after the epoch"),
  /// The share of right answers on training examples, after an epoch.
  TRAIN_ACCURACY("trainAccuracy", "training accuracy"),
  /// The loss on validation examples, after an epoch.
  VALIDATION_LOSS("validationLoss", "validation loss"),
  /// The share of right answers on validation examples, after an epoch.
  VALIDATION_ACCURACY("validationAccuracy", "validation accuracy"),
  /// The learning rate in force.
  LEARNING_RATE("learningRate", "learning rate"),
  /// The norm of the batch's gradient.
  GRADIENT_NORM("gradientNorm", "gradient norm"),
  /// The norm of the parameters' change divided by theirs.
  UPDATE_RATIO("updateRatio", "size of the update over size of the parameters");

  private final String label;
  private final String description;

  Metric(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /// The name in files and on the command line.
  ///
  /// @return such as `validationAccuracy`
  public String label() {
    return label;
  }

  /// Finds one.
  ///
  /// @param label its name in files; `r2` and `accuracy` are understood too
  /// @return the measure
  /// @throws IllegalArgumentException if there is none of that name
  public static Metric named(String label) {
    String plain =
        label.equalsIgnoreCase("r2") || label.equals("accuracy")
            ? VALIDATION_ACCURACY.label
            : label.replaceFirst("R2$", "Accuracy");
    return Arrays.stream(values())
        .filter(measure -> measure.label.equals(plain))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                Suggestion.unknown(
                    "measure", label, Arrays.stream(values()).map(Metric::label).toList())));
  }

  /// For people. Pages have it from here too.
  ///
  /// @param values whether values are learnt, so that accuracy is R²
  /// @return such as `validation accuracy`
  public String description(boolean values) {
    return values ? description.replace("accuracy", "R²") : description;
  }

  /// The nearest value that there can be: a band's edge may lie beyond.
  ///
  /// @param values whether values are learnt, so that accuracy is R²
  public double possible(double value, boolean values) {
    double least = isAccuracy() && values ? Double.NEGATIVE_INFINITY : 0;
    double greatest = isAccuracy() ? 1 : Double.POSITIVE_INFINITY;
    return Math.clamp(value, least, greatest);
  }

  private boolean isAccuracy() {
    return this == TRAIN_ACCURACY || this == VALIDATION_ACCURACY;
  }

  /// Whether it is a loss.
  public boolean isLoss() {
    return this == LOSS || this == TRAIN_LOSS || this == VALIDATION_LOSS;
  }

  /// What an event says of it.
  ///
  /// @param event of a run
  /// @return empty if the event is of something else
  public OptionalDouble of(Event event) {
    return switch (this) {
      case LOSS ->
          event instanceof Event.Step step
              ? OptionalDouble.of(step.loss())
              : OptionalDouble.empty();
      case TRAIN_LOSS -> train(event, Evaluation::loss);
      case TRAIN_ACCURACY -> train(event, Evaluation::accuracy);
      case VALIDATION_LOSS -> validation(event, Evaluation::loss);
      case VALIDATION_ACCURACY -> validation(event, Evaluation::accuracy);
      case LEARNING_RATE -> diagnosis(event, Diagnosis::learningRate);
      case GRADIENT_NORM -> diagnosis(event, Diagnosis::gradientNorm);
      case UPDATE_RATIO -> diagnosis(event, Diagnosis::updateRatio);
    };
  }

  private static OptionalDouble train(Event event, ToDoubleFunction<Evaluation> pick) {
    return event instanceof Event.Epoch epoch
        ? OptionalDouble.of(pick.applyAsDouble(epoch.train()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble validation(Event event, ToDoubleFunction<Evaluation> pick) {
    return event instanceof Event.Epoch epoch
        ? OptionalDouble.of(pick.applyAsDouble(epoch.validation()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble diagnosis(Event event, ToDoubleFunction<Diagnosis> pick) {
    return event instanceof Event.Step step && step.diagnosis().isPresent()
        ? OptionalDouble.of(pick.applyAsDouble(step.diagnosis().get()))
        : OptionalDouble.empty();
  }
}
