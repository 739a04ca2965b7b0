package dev.ravine.lab.run;

import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Trainer;
import dev.ravine.optim.Checkpoint;
import java.util.List;
import java.util.Optional;

/// What is written down of one run while it is under way.
public interface Journal extends AutoCloseable {

  /// A journal that keeps nothing.
  Journal NONE = new Journal() {};

  /// How far the run was when it was interrupted.
  ///
  /// @return the last checkpoint, if there is one
  default Optional<Checkpoint> checkpoint() {
    return Optional.empty();
  }

  /// What was measured up to the checkpoint.
  ///
  /// @return in the order in which it happened
  default List<Event> events() {
    return List.of();
  }

  /// Keeps what was measured.
  ///
  /// @param event after all others
  default void add(Event event) {}

  /// Keeps how far the run is, in place of the checkpoint before.
  ///
  /// @param checkpoint of this moment
  default void save(Checkpoint checkpoint) {}

  /// Keeps the model after an epoch.
  ///
  /// @param epoch 1 or more
  /// @param trainer holds the trained parameters
  /// @param validation of the model then
  default void epoch(int epoch, Trainer trainer, Evaluation validation) {}

  /// Keeps what became of the run.
  ///
  /// @param record all of it
  /// @param trainer holds the trained parameters
  default void end(RunRecord record, Trainer trainer) {}

  @Override
  default void close() {}
}
