package dev.ravine.optim;

import java.util.List;

/// A stage at work for one stepper, and what it keeps.
final class Bound {

  private final Stage stage;
  private final Step step;
  private final List<float[]> slots;
  private final List<float[]> decaying;

  Bound(Stage stage, Memory memory, Clock clock, double[] scalars) {
    this.stage = stage;
    step = new Step(clock, stage, scalars);
    slots = stage.slots().stream().map(slot -> memory.slot(slot.name())).toList();
    decaying =
        stage.slots().stream()
            .filter(slot -> slot.decay() == Slot.Decay.DECAYS)
            .map(slot -> memory.slot(slot.name()))
            .toList();
  }

  Stage stage() {
    return stage;
  }

  Step step() {
    return step;
  }

  List<float[]> slots() {
    return slots;
  }

  /// The slots whose elements may become subnormal.
  List<float[]> decaying() {
    return decaying;
  }
}
