package dev.ravine.cluster;

import dev.ravine.cluster.compression.Compression;
import dev.ravine.cluster.compression.NumberFormat;
import dev.ravine.cluster.replica.Parts;
import dev.ravine.cluster.rounds.ReplicaThreads;
import dev.ravine.cluster.rounds.RoundExecutor;
import dev.ravine.cluster.rounds.RoundsLearner;
import dev.ravine.cluster.rounds.RoundsPlan;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.HyperParameters;
import java.util.Optional;
import java.util.OptionalDouble;

/// Replicas, here a thread each, that learn from disjoint parts of the examples and meet after some
/// steps: all wait for each other, so that two runs have the same bits.
///
/// Epochs are of all replicas together; a round ends with an epoch at the latest.
public sealed interface Rounds extends TrainingMethod
    permits Synchronous, LocalSgd, DiLoCo, ElasticAveraging {

  /// How many there are.
  int replicas();

  /// After how many steps of each they meet.
  int every();

  /// How numbers are sent.
  NumberFormat format();

  /// The share of the numbers that a replica sends.
  double send();

  /// The rule that the mean of what replicas bring goes through.
  ///
  /// @param recipe of the training
  Optimizer outer(Optimizer recipe);

  /// The rule of each replica.
  ///
  /// @param recipe of the training
  /// @return empty if replicas bring gradients
  Optional<Optimizer> inner(Optimizer recipe);

  /// The share of the way to the parameters of all that a replica with its own goes in a round.
  ///
  /// @return empty if replicas go on from those of all
  default OptionalDouble spring() {
    return OptionalDouble.empty();
  }

  @Override
  default void check(TrainingObjective objective, Optimizer optimizer) {
    new Parts(objective, replicas());
    RoundsPlan.check(Layouts.of(objective), outer(optimizer), inner(optimizer));
  }

  @Override
  default long batchesPerUpdate() {
    return replicas();
  }

  @Override
  default Learner learner(Training training, ThreadTeam team) {
    return learner(training, new ReplicaThreads());
  }

  /// Begins.
  ///
  /// @param training what is to be done
  /// @param executor of what replicas do
  /// @return before the first step
  default Learner learner(Training training, RoundExecutor executor) {
    return new RoundsLearner(HyperParameters.name(this), plan(training), executor);
  }

  /// The rounds of a training.
  ///
  /// @param training by this method
  default RoundsPlan plan(Training training) {
    return new RoundsPlan(
        training,
        replicas(),
        every(),
        outer(training.optimizer()),
        inner(training.optimizer()),
        spring(),
        new Compression(format(), send()));
  }
}
