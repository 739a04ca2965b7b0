package dev.ravine.cluster;

import dev.ravine.cluster.compression.NumberFormat;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import java.util.Optional;

/// Synchronous data-parallel training: each replica computes the gradient of a mini-batch at the
/// same parameters, and the rule takes their mean. It is plain training with larger mini-batches.
///
/// Chen, Pan, Monga, Bengio, Jozefowicz: Revisiting Distributed Synchronous SGD (2016), section 1,
/// without backup workers.
///
/// @param replicas how many there are
/// @param format how numbers are sent, both ways
/// @param send the share of the numbers that a replica sends, the largest ones; it keeps the rest
///   and adds it to the next. 1: all
@Named(
    value = "synchronous",
    summary = "each update takes the mean gradient of all replicas",
    source = "Chen et al. 2016")
public record Synchronous(
    @In("[1, ∞)") int replicas, NumberFormat format, @In("(0, 1]") double send) implements Rounds {

  public Synchronous {
    Range.check(Synchronous.class, replicas, format, send);
  }

  /// Replicas that send all numbers in single precision.
  ///
  /// @param replicas 1 or more
  public static Synchronous of(int replicas) {
    return new Synchronous(replicas, NumberFormat.FLOAT32, 1);
  }

  /// The same with numbers sent otherwise.
  public Synchronous format(NumberFormat value) {
    return new Synchronous(replicas, value, send);
  }

  /// The same with another share of the numbers sent.
  public Synchronous send(double value) {
    return new Synchronous(replicas, format, value);
  }

  @Override
  public int every() {
    return 1;
  }

  @Override
  public Optimizer outer(Optimizer recipe) {
    return recipe;
  }

  @Override
  public Optional<Optimizer> inner(Optimizer recipe) {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
