package dev.ravine.cluster;

import dev.ravine.cluster.compression.Compression;
import dev.ravine.cluster.compression.NumberFormat;
import dev.ravine.cluster.downpour.DownpourLearner;
import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.replica.Parts;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.StalenessPolicy;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.stage.Demand;

/// Downpour SGD in this process: replicas, a thread each, learn from disjoint parts of the examples
/// and push gradients to shards, on which any rule runs that looks at single elements.
///
/// ```java
/// SavedModel model =
///     Training.of(network, data)
///         .optimizer("adagrad(0.02)").epochs(10).method(Downpour.of(2).shards(4))
///         .run();
/// ```
///
/// One replica that exchanges after each step has the bits of plain training; several depend on
/// which is faster, so that no two runs are the same. All pushes are done at the end of an epoch,
/// when the model is evaluated, and before a checkpoint.
///
/// Dean et al.: Large Scale Distributed Deep Networks (NIPS 2012), section 4.1.
///
/// @param replicas how many compute gradients; each gets a part of the examples, a batch of them at
///   least
/// @param shards into how many the parameters are cut; they change no bit
/// @param fetchEvery after how many steps a replica fetches parameters
/// @param pushEvery after how many steps it pushes the gradients gathered since
/// @param localRate what a replica moves its own copy of the parameters by between fetches, times
///   the gradient
/// @param warmStart how many steps the first replica does before the others join
/// @param staleness what a shard does with a gradient whose parameters are old
/// @param format how numbers are sent, both ways
/// @param send the share of the numbers of a push that are sent, the largest ones; the replica
///   keeps the rest and adds it to the next. 1: all
@Named(
    value = "downpour",
    summary = "replicas push gradients to shards, each at its own pace",
    source = "Dean et al. 2012, section 4.1")
public record Downpour(
    @In("[1, ∞)") int replicas,
    @In("[1, ∞)") int shards,
    @In("[1, ∞)") int fetchEvery,
    @In("[1, ∞)") int pushEvery,
    @In("[0, ∞)") double localRate,
    @In("[0, ∞)") long warmStart,
    StalenessPolicy staleness,
    NumberFormat format,
    @In("(0, 1]") double send)
    implements TrainingMethod {

  public Downpour {
    Range.check(
        Downpour.class,
        replicas,
        shards,
        fetchEvery,
        pushEvery,
        localRate,
        warmStart,
        staleness,
        format,
        send);
  }

  /// Replicas and one shard, which exchange after each step.
  ///
  /// @param replicas 1 or more
  public static Downpour of(int replicas) {
    return new Downpour(replicas, 1, 1, 1, 0, 0, StalenessPolicy.IGNORE, NumberFormat.FLOAT32, 1);
  }

  /// The same with another number of shards.
  public Downpour shards(int value) {
    return new Downpour(
        replicas, value, fetchEvery, pushEvery, localRate, warmStart, staleness, format, send);
  }

  /// The same with fetches after every so many steps.
  public Downpour fetchEvery(int value) {
    return new Downpour(
        replicas, shards, value, pushEvery, localRate, warmStart, staleness, format, send);
  }

  /// The same with pushes after every so many steps.
  public Downpour pushEvery(int value) {
    return new Downpour(
        replicas, shards, fetchEvery, value, localRate, warmStart, staleness, format, send);
  }

  /// The same with another rate between fetches.
  public Downpour localRate(double value) {
    return new Downpour(
        replicas, shards, fetchEvery, pushEvery, value, warmStart, staleness, format, send);
  }

  /// The same with another number of steps before the other replicas join.
  public Downpour warmStart(long value) {
    return new Downpour(
        replicas, shards, fetchEvery, pushEvery, localRate, value, staleness, format, send);
  }

  /// The same with stale gradients treated otherwise.
  public Downpour staleness(StalenessPolicy value) {
    return new Downpour(
        replicas, shards, fetchEvery, pushEvery, localRate, warmStart, value, format, send);
  }

  /// The same with numbers sent otherwise.
  public Downpour format(NumberFormat value) {
    return new Downpour(
        replicas, shards, fetchEvery, pushEvery, localRate, warmStart, staleness, value, send);
  }

  /// The same with another share of the numbers of a push sent.
  public Downpour send(double value) {
    return new Downpour(
        replicas, shards, fetchEvery, pushEvery, localRate, warmStart, staleness, format, value);
  }

  @Override
  public void check(TrainingObjective objective, Optimizer optimizer) {
    new Parts(objective, replicas);
    checkStaleness(optimizer);
    new Partition(Layouts.of(objective), shards).check(optimizer);
  }

  /// What averages weights would average those that were never there.
  private void checkStaleness(Optimizer optimizer) {
    if (staleness == StalenessPolicy.DIVIDE_RATE
        && optimizer.demands().contains(Demand.EVALUATION_WEIGHTS)) {
      throw new IllegalArgumentException(
          "%s averages weights, which can't come with staleness=divideRate".formatted(optimizer));
    }
  }

  @Override
  public long batchesPerUpdate() {
    return pushEvery;
  }

  /// What replicas and shards are to do.
  ///
  /// @param training what is learnt
  public DownpourPlan plan(Training training) {
    return new DownpourPlan(
        training,
        replicas,
        shards,
        new Exchange(fetchEvery, pushEvery, false, localRate, new Compression(format, send)),
        warmStart,
        staleness);
  }

  @Override
  public Learner learner(Training training, ThreadTeam team) {
    return DownpourLearner.here(plan(training));
  }

  /// What is as usual among the last three is left out: checkpoints of earlier versions, which did
  /// not have them, are of the same method.
  @Override
  public String toString() {
    return HyperParameters.print(this).replace(",staleness=ignore,format=float32,send=1)", ")");
  }
}
