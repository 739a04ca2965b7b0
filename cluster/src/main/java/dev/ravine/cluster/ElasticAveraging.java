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
import java.util.OptionalDouble;

/// Elastic averaging: replicas keep parameters of their own, which are drawn to those of all, and
/// those of all to them; they may differ, and so look at more of the loss. The synchronous form.
///
/// Zhang, Choromanska, LeCun: Deep Learning with Elastic Averaging SGD (NIPS 2015), section 2.
///
/// @param replicas how many there are
/// @param every after how many steps of each they meet
/// @param elasticity β: in a round, the parameters of all go this share of the way to the mean of
///   the replicas, and a replica β / replicas of the way to those of all
/// @param format how numbers are sent, both ways
/// @param send the share of the numbers that a replica sends, the largest ones; it keeps the rest
///   and adds it to the next. 1: all
@Named(
    value = "elastic",
    summary = "replicas keep their own parameters, drawn together by springs",
    source = "Zhang et al. 2015")
public record ElasticAveraging(
    @In("[1, ∞)") int replicas,
    @In("[1, ∞)") int every,
    @In("(0, 1]") double elasticity,
    NumberFormat format,
    @In("(0, 1]") double send)
    implements Rounds {

  public ElasticAveraging {
    Range.check(ElasticAveraging.class, replicas, every, elasticity, format, send);
  }

  /// Replicas that meet after 10 steps, with β = 0.9.
  ///
  /// @param replicas 1 or more
  public static ElasticAveraging of(int replicas) {
    return new ElasticAveraging(replicas, 10, 0.9, NumberFormat.FLOAT32, 1);
  }

  /// The same with another number of steps between two meetings.
  public ElasticAveraging every(int value) {
    return new ElasticAveraging(replicas, value, elasticity, format, send);
  }

  /// The same with another elasticity.
  public ElasticAveraging elasticity(double value) {
    return new ElasticAveraging(replicas, every, value, format, send);
  }

  /// The same with numbers sent otherwise.
  public ElasticAveraging format(NumberFormat value) {
    return new ElasticAveraging(replicas, every, elasticity, value, send);
  }

  /// The same with another share of the numbers sent.
  public ElasticAveraging send(double value) {
    return new ElasticAveraging(replicas, every, elasticity, format, value);
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

  /// α = β / replicas
  @Override
  public OptionalDouble spring() {
    return OptionalDouble.of(elasticity / replicas);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
