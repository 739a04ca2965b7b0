package dev.ravine.optim.engine;

import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.Stage;
import java.util.List;

/// A stage at work for one stepper, and what it keeps.
final class StageState {

  private final Stage stage;
  private final StageStep step;
  private final List<float[]> slots;
  private final List<float[]> decaying;

  StageState(Stage stage, Memory memory, Clock clock, double[] scalars) {
    this.stage = stage;
    step = new StageStep(clock, stage, scalars);
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

  StageStep step() {
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
