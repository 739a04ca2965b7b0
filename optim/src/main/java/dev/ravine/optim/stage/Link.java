package dev.ravine.optim.stage;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.Selection;

/// What an optimizer is chained from: a stage for all parameters, or for some of them.
public sealed interface Link permits Stage, Restricted {

  /// What is done.
  ///
  /// @return the stage
  Stage stage();

  /// As it is written in a recipe: `adam(…)`, `adam(…) on weights`.
  ///
  /// @return what `Optimizer.parse` reads
  default String text() {
    String stage = HyperParameters.print((Object) stage());
    return selection().equals(Selection.ALL) ? stage : stage + " on " + selection();
  }

  /// Which tensors it is done to.
  ///
  /// @return [Selection#ALL] for a stage alone
  Selection selection();

  /// Refuses a layout of which it selects nothing.
  ///
  /// @param layout where it is to work
  /// @throws IllegalArgumentException if no tensor is selected
  default void checkSelects(ParameterLayout layout) {
    if (layout.tensors().stream().noneMatch(selection()::selects)) {
      throw new IllegalArgumentException(
          "%s selects none of the tensors %s".formatted(text(), layout.names()));
    }
  }
}
