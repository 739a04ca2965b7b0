package dev.ravine.nn.train;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchSum;
import dev.ravine.optim.GroupedObjective;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.StoppingRules;
import java.util.Map;

/// Minimizes the sum of all mini-batches' losses, wherever they are evaluated.
public interface SumMinimizer extends AutoCloseable {

  /// Begins at a point.
  ///
  /// @param start where
  /// @param rules when to end
  /// @throws IllegalArgumentException if the loss or its gradient are not finite there
  Minimization begin(double[] start, StoppingRules rules);

  /// Goes on where a minimization was.
  ///
  /// @param state of one that began alike
  /// @param rules when to end; they may be others
  Minimization resume(MinimizationState state, StoppingRules rules);

  /// How many mini-batches were evaluated.
  long evaluations();

  /// The time that evaluations took.
  ///
  /// @return nanoseconds
  long nanos();

  /// What else is worth knowing of it now.
  ///
  /// @return texts by name
  default Map<String, String> facts() {
    return Map.of();
  }

  /// What it has counted, for a checkpoint.
  ///
  /// @return a text of its own
  default String counted() {
    return "";
  }

  /// Goes on counting.
  ///
  /// @param counted as [#counted] gave it
  default void resumeCounting(String counted) {}

  /// Ends what goes on in other threads.
  @Override
  default void close() {}

  /// In this process, one mini-batch after the other.
  ///
  /// @param minimizer the method
  /// @param sum all mini-batches
  /// @param objective the same, as the recipe's groups have it
  /// @param team the threads that share the minimizer's own work
  static SumMinimizer here(
      Minimizer minimizer, BatchSum sum, GroupedObjective<BatchSum> objective, ThreadTeam team) {
    return new SumMinimizer() {
      @Override
      public Minimization begin(double[] start, StoppingRules rules) {
        return minimizer.begin(objective, start, rules, team);
      }

      @Override
      public Minimization resume(MinimizationState state, StoppingRules rules) {
        return minimizer.resume(objective, state, rules, team);
      }

      @Override
      public long evaluations() {
        return sum.evaluations();
      }

      @Override
      public long nanos() {
        return sum.nanos();
      }
    };
  }
}
