package dev.ravine.nn.train;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.optim.Optimizer;

/// Who does the work of a training: one learner, or several that share it. It prints as the text
/// that a file has of it.
@FunctionalInterface
public interface TrainingMethod {

  /// One learner does all: the optimizer's rule on one mini-batch after the other, or its minimizer
  /// on all of them.
  TrainingMethod PLAIN =
      new TrainingMethod() {
        @Override
        public Learner learner(Training training, ThreadTeam team) {
          return training
              .optimizer()
              .minimizer()
              .<Learner>map(minimizer -> MinimizerLearner.plain(training, minimizer, team))
              .orElseGet(() -> new TrainingStep(training, team));
        }

        @Override
        public String toString() {
          return "plain";
        }
      };

  /// Refuses what the method can't do, before anything is begun.
  ///
  /// @param objective what is minimized
  /// @param optimizer the recipe
  /// @throws IllegalArgumentException with what to change
  default void check(TrainingObjective objective, Optimizer optimizer) {}

  /// How many mini-batches an update of the recipe's rule is for: its schedules count updates.
  ///
  /// @return 1 or more
  default long batchesPerUpdate() {
    return 1;
  }

  /// Begins.
  ///
  /// @param training what is to be done
  /// @param team the threads that share the work of each step
  /// @return before the first step
  Learner learner(Training training, ThreadTeam team);
}
