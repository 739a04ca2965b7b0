package dev.ravine.cluster;

import dev.ravine.cluster.compression.NumberFormat;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.rules.Sgd;
import java.util.Optional;

/// Local SGD: replicas do steps of the rule on their own, then all go on from the mean of their
/// parameters. What a rule keeps, such as Adam's moments, stays with the replica.
///
/// Stich: Local SGD Converges Fast and Communicates Little (ICLR 2019), algorithm 1.
///
/// @param replicas how many there are
/// @param every after how many steps of each they meet
/// @param format how numbers are sent, both ways
/// @param send the share of the numbers that a replica sends, the largest ones; it keeps the rest
///   and adds it to the next. 1: all
@Named(
    value = "localSgd",
    summary = "replicas learn on their own, and go on from the mean of their parameters",
    source = "Stich 2019")
public record LocalSgd(
    @In("[1, ∞)") int replicas,
    @In("[1, ∞)") int every,
    NumberFormat format,
    @In("(0, 1]") double send)
    implements Rounds {

  public LocalSgd {
    Range.check(LocalSgd.class, replicas, every, format, send);
  }

  /// Replicas that meet after 10 steps.
  ///
  /// @param replicas 1 or more
  public static LocalSgd of(int replicas) {
    return new LocalSgd(replicas, 10, NumberFormat.FLOAT32, 1);
  }

  /// The same with another number of steps between two meetings.
  public LocalSgd every(int value) {
    return new LocalSgd(replicas, value, format, send);
  }

  /// The same with numbers sent otherwise.
  public LocalSgd format(NumberFormat value) {
    return new LocalSgd(replicas, every, value, send);
  }

  /// The same with another share of the numbers sent.
  public LocalSgd send(double value) {
    return new LocalSgd(replicas, every, format, value);
  }

  /// The mean itself.
  @Override
  public Optimizer outer(Optimizer recipe) {
    return Optimizer.of(new Sgd(Schedule.constant(1)));
  }

  @Override
  public Optional<Optimizer> inner(Optimizer recipe) {
    return Optional.of(recipe);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
