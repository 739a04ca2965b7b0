package dev.ravine.lab.plan;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.RecipeParser;

/// A hyper-parameter that changes during a run.
///
/// @param epoch after how many epochs, 1 or more
/// @param name of the hyper-parameter, such as `learningRate`
/// @param value from then on; a schedule counts from the run's first step
public record HyperparameterChange(int epoch, String name, Schedule value) {

  private static final char AT = '@';

  public HyperparameterChange {
    if (epoch < 1) {
      throw new IllegalArgumentException(
          "the epoch in %s%c%d must be 1 or more".formatted(name, AT, epoch));
    }
  }

  /// Whether a key is of the form `learningRate@3`.
  public static boolean isKey(String key) {
    return key.indexOf(AT) > 0;
  }

  /// Reads a key and its value.
  ///
  /// @param key of the form `learningRate@3`: the hyper-parameter, from the end of epoch 3 on
  /// @param value a number or a schedule
  /// @return what they say
  /// @throws IllegalArgumentException if it is of another form
  public static HyperparameterChange parse(String key, String value) {
    int at = key.indexOf(AT);
    int epoch;
    try {
      epoch = Integer.parseInt(key.substring(at + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "what follows the %c in %s must be an epoch, a whole number".formatted(AT, key), e);
    }
    String name = key.substring(0, at);
    Schedule schedule;
    try {
      schedule = new RecipeParser(value).schedule();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
    }
    return new HyperparameterChange(epoch, name, schedule);
  }

  /// Checks that a recipe has the hyper-parameter and accepts the value.
  ///
  /// @throws IllegalArgumentException if not
  public void checkFits(Optimizer recipe) {
    if (recipe.minimizer().isPresent()) {
      throw new IllegalArgumentException(
          "%s: settings of a minimizer can't be changed during a run, was given for %s"
              .formatted(key(), recipe));
    }
    recipe.with(name, value);
  }

  /// The key that [#parse] reads.
  public String key() {
    return name + AT + epoch;
  }

  @Override
  public String toString() {
    return key() + "=" + value;
  }
}
