package dev.ravine.cluster;

import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Checkpoint;
import java.util.ArrayList;
import java.util.List;

/// Stops a training between two steps.
public final class Interruption {

  private Interruption() {}

  /// Trains up to a step.
  ///
  /// @return the checkpoint there
  public static Checkpoint at(long last, Trainer trainer) {
    List<Checkpoint> taken = new ArrayList<>();
    trainer.run(
        new TrainingListener() {
          @Override
          public void betweenSteps(long step) {
            if (step == last) {
              taken.add(trainer.checkpoint());
            }
          }

          @Override
          public boolean stops() {
            return !taken.isEmpty();
          }
        });
    return taken.getFirst();
  }
}
