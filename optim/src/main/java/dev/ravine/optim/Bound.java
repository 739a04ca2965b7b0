package dev.ravine.optim;

import java.util.List;

/// A stage at work for one stepper: its loop, and what it keeps.
final class Bound {

  private final Stage stage;
  private final BlockLoop loop;
  private final List<float[]> slots;
  private final List<float[]> decaying;
  private final double[] scalars;

  Bound(Stage stage, Memory memory, double[] scalars) {
    this.stage = stage;
    this.scalars = scalars;
    loop = stage.begin();
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

  BlockLoop loop() {
    return loop;
  }

  List<float[]> slots() {
    return slots;
  }

  /// The slots whose elements may become subnormal.
  List<float[]> decaying() {
    return decaying;
  }

  double[] scalars() {
    return scalars;
  }
}
