package dev.ravine.cluster;

import dev.ravine.cluster.sandblaster.Evaluators;
import dev.ravine.cluster.sandblaster.LocalEvaluators;
import dev.ravine.cluster.sandblaster.SandblasterMinimizer;
import dev.ravine.cluster.sandblaster.ThreadWorkplace;
import dev.ravine.cluster.sandblaster.VectorShard;
import dev.ravine.cluster.sandblaster.Workplace;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchSum;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.MinimizerLearner;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.GroupedObjective;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.minimize.Minimizer;
import java.util.Optional;
import java.util.stream.IntStream;

/// Sandblaster L-BFGS: replicas, here a thread each, evaluate portions of the loss over all
/// mini-batches; point, direction and history lie in shards, and the coordinator exchanges numbers
/// alone with them.
///
/// ```java
/// SavedModel model =
///     Training.of(network, data).optimizer("lbfgs").epochs(50).method(Sandblaster.of(2)).run();
/// ```
///
/// It takes the steps of `lbfgs` without replicas: with as many portions as mini-batches bit for
/// bit, on any number of shards; with fewer the sums over mini-batches are rounded elsewhere.
///
/// Dean et al.: Large Scale Distributed Deep Networks (NIPS 2012), section 4.2.
///
/// @param replicas how many evaluate portions
/// @param shards into how many the parameters are cut
/// @param portions into how many an evaluation is cut, at most one for each mini-batch; whoever is
///   free takes the next one, and at the end those of the slowest once more
@Named(
    value = "sandblaster",
    summary = "L-BFGS whose loss is evaluated in portions by whoever is free",
    source = "Dean et al. 2012, section 4.2")
public record Sandblaster(
    @In("[1, ∞)") int replicas, @In("[1, ∞)") int shards, @In("[1, ∞)") int portions)
    implements TrainingMethod {

  /// The recipe that it works with, unless another one with this minimizer is asked for.
  public static final String OPTIMIZER = "lbfgs";

  private static final int PORTIONS = 64;

  public Sandblaster {
    Range.check(Sandblaster.class, replicas, shards, portions);
  }

  /// Replicas, one shard and 64 portions.
  ///
  /// @param replicas 1 or more
  public static Sandblaster of(int replicas) {
    return new Sandblaster(replicas, 1, PORTIONS);
  }

  /// The same with another number of shards.
  public Sandblaster shards(int value) {
    return new Sandblaster(replicas, value, portions);
  }

  /// The same with another number of portions.
  public Sandblaster portions(int value) {
    return new Sandblaster(replicas, shards, value);
  }

  @Override
  public void check(TrainingObjective objective, Optimizer optimizer) {
    lbfgs(optimizer);
    int most = portionsOf(objective);
    if (replicas > most) {
      throw new IllegalArgumentException(
          "replicas must be at most %d, the number of portions, was %d".formatted(most, replicas));
    }
    VectorShard.check(Layouts.of(objective).size(), shards);
  }

  /// Into how many portions an evaluation is cut.
  ///
  /// @param objective with at least one mini-batch for each
  public int portionsOf(TrainingObjective objective) {
    return Math.min(portions, objective.batchesPerEpoch());
  }

  private static Lbfgs lbfgs(Optimizer optimizer) {
    Optional<Minimizer> minimizer = optimizer.minimizer();
    if (!(minimizer.orElse(null) instanceof Lbfgs lbfgs)) {
      throw new IllegalArgumentException("sandblaster needs the minimizer lbfgs, not " + optimizer);
    }
    if (lbfgs.damping() > 0) {
      throw new IllegalArgumentException(
          "damping must be 0 with sandblaster, was " + lbfgs.damping());
    }
    return lbfgs;
  }

  @Override
  public Learner learner(Training training, ThreadTeam team) {
    return learner(training, new ThreadWorkplace());
  }

  /// Begins with replicas at the desks of a workplace.
  ///
  /// @param training what is to be done
  /// @param workplace of coordinator, replicas and shards
  /// @return before the first step
  public Learner learner(Training training, Workplace workplace) {
    Evaluators evaluators =
        new LocalEvaluators(
            IntStream.range(0, replicas).mapToObj(replica -> objective(training)).toList(),
            shards,
            portionsOf(training.objective()),
            workplace);
    return learner(training, workplace, evaluators);
  }

  /// Begins with others who evaluate.
  ///
  /// @param training what is to be done
  /// @param workplace of the coordinator and shards
  /// @param evaluators of its [#objective]
  /// @return before the first step
  public Learner learner(Training training, Workplace workplace, Evaluators evaluators) {
    GroupedObjective<BatchSum> objective = objective(training);
    SandblasterMinimizer minimizer =
        new SandblasterMinimizer(
            lbfgs(training.optimizer()),
            objective,
            shards,
            portionsOf(training.objective()),
            replicas,
            workplace,
            evaluators);
    return new MinimizerLearner(training, Layouts.of(training.objective()), objective, minimizer);
  }

  /// What is minimized: the loss over all mini-batches.
  ///
  /// @param training what is learnt
  /// @return for one thread
  public static GroupedObjective<BatchSum> objective(Training training) {
    return new BatchSum(training.objective(), new ThreadTeam(1)).grouped(training.optimizer());
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
