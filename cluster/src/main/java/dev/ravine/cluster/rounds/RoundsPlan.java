package dev.ravine.cluster.rounds;

import dev.ravine.cluster.compression.Compression;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.NonFinitePolicy;
import dev.ravine.optim.stage.Stage;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/// Rounds in which replicas learn from their parts of the examples, each on its own, and meet.
///
/// @param training what is learnt; its epochs are of all replicas together
/// @param replicas how many
/// @param every after how many steps of each they meet
/// @param outer the rule that the mean of their contributions goes through
/// @param inner the rule of each replica; empty if they give gradients
/// @param spring the share of the way to the parameters of all that a replica goes in a round;
///   empty if it goes on from those
/// @param compression of what they exchange
public record RoundsPlan(
    Training training,
    int replicas,
    int every,
    Optimizer outer,
    Optional<Optimizer> inner,
    OptionalDouble spring,
    Compression compression) {

  /// A replica, before the first round.
  ///
  /// @param batches of its part
  RoundReplica replica(BatchGradient batches) {
    if (inner.isEmpty()) {
      return new RoundReplica.OfGradient(batches, compression);
    }
    Optimizer rule = inner.get();
    Supplier<Stepper> begin = () -> begin(rule, batches.layout(), Demand.SECOND_GRADIENT);
    return spring.isPresent()
        ? new RoundReplica.Elastic(batches, compression, begin, spring.getAsDouble())
        : new RoundReplica.OfSteps(batches, compression, begin);
  }

  /// The rule of all, before the first round.
  Stepper beginOuter(ParameterLayout layout) {
    return begin(outer, layout, Demand.EVALUATION_WEIGHTS);
  }

  private static Stepper begin(Optimizer recipe, ParameterLayout layout, Demand supplied) {
    for (Stage stage : recipe.stages()) {
      if (stage instanceof NonFinitePolicy) {
        throw new IllegalArgumentException(
            stage.text() + " has no place in rounds: a replica ends when a loss is not finite");
      }
    }
    return recipe.begin(layout, new ThreadTeam(1), Set.of(supplied));
  }

  /// Refuses recipes that do not run in rounds.
  ///
  /// @param layout of the parameters
  /// @param outer the rule of all
  /// @param inner the rule of each replica, if it has one
  /// @throws IllegalArgumentException if one is a minimizer, needs what there is not, or selects no
  ///   tensor
  public static void check(ParameterLayout layout, Optimizer outer, Optional<Optimizer> inner) {
    Optimizer recipe = inner.orElse(outer);
    if (recipe.minimizer().isPresent()) {
      throw new IllegalArgumentException(
          "rounds need an update rule: %s is a minimizer".formatted(recipe));
    }
    begin(outer, layout, Demand.EVALUATION_WEIGHTS);
    inner.ifPresent(own -> begin(own, layout, Demand.SECOND_GRADIENT));
  }
}
