package dev.ravine.optim.stage;

import dev.ravine.optim.layout.Selection;

/// What an optimizer is chained from: a stage for all parameters, or for some of them.
public sealed interface Link permits Stage, Restricted {

  /// What is done.
  ///
  /// @return the stage
  Stage stage();

  /// Which tensors it is done to.
  ///
  /// @return [Selection#ALL] for a stage alone
  Selection selection();
}
