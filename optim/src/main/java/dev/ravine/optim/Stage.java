package dev.ravine.optim;

import java.util.List;

/// One link of an optimizer's chain. In execution order: any [OnGradient]s, one [UpdateRule], any
/// [OnDirection]s, any [OnUpdate]s.
///
/// A stage is an immutable value; what changes from step to step lives in the [BlockLoop] that
/// [#begin()] makes for each stepper, and in slots.
public sealed interface Stage permits OnGradient, UpdateRule, OnDirection, OnUpdate {

  /// The arrays this stage keeps from step to step, each as long as the parameter vector.
  ///
  /// @return their names, in the order in which [Block#slot(int)] numbers them
  default List<Slot> slots() {
    return List.of();
  }

  /// Starts the work for one stepper.
  ///
  /// @return a loop that belongs to the caller alone
  BlockLoop begin();
}
