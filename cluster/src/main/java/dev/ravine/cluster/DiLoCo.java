package dev.ravine.cluster;

import dev.ravine.cluster.compression.NumberFormat;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.rules.Nesterov;
import java.util.Optional;

/// DiLoCo: replicas do many steps of the rule on their own; the mean of how far they came is the
/// gradient of an outer rule, Nesterov's momentum.
///
/// Douillard et al.: DiLoCo, Distributed Low-Communication Training of Language Models (2023),
/// algorithm 1: 500 steps of AdamW between two meetings, an outer rate of 0.7 and a momentum of
/// 0.9.
///
/// @param replicas how many there are
/// @param every after how many steps of each they meet
/// @param outerRate the learning rate of the outer rule
/// @param outerMomentum its momentum
/// @param format how numbers are sent, both ways
/// @param send the share of the numbers that a replica sends, the largest ones; it keeps the rest
///   and adds it to the next. 1: all
@Named(
    value = "diloco",
    summary = "rounds of many steps, whose mean goes through an outer rule with momentum",
    source = "Douillard et al. 2023")
public record DiLoCo(
    @In("[1, ∞)") int replicas,
    @In("[1, ∞)") int every,
    @In("(0, ∞)") double outerRate,
    @In("[0, 1)") double outerMomentum,
    NumberFormat format,
    @In("(0, 1]") double send)
    implements Rounds {

  public DiLoCo {
    Range.check(DiLoCo.class, replicas, every, outerRate, outerMomentum, format, send);
  }

  /// Replicas that meet after 100 steps, with the paper's outer rule.
  ///
  /// @param replicas 1 or more
  public static DiLoCo of(int replicas) {
    return new DiLoCo(replicas, 100, 0.7, 0.9, NumberFormat.FLOAT32, 1);
  }

  /// The same with another number of steps between two meetings.
  public DiLoCo every(int value) {
    return new DiLoCo(replicas, value, outerRate, outerMomentum, format, send);
  }

  /// The same with another rate of the outer rule.
  public DiLoCo outerRate(double value) {
    return new DiLoCo(replicas, every, value, outerMomentum, format, send);
  }

  /// The same with another momentum of the outer rule.
  public DiLoCo outerMomentum(double value) {
    return new DiLoCo(replicas, every, outerRate, value, format, send);
  }

  /// The same with numbers sent otherwise.
  public DiLoCo format(NumberFormat value) {
    return new DiLoCo(replicas, every, outerRate, outerMomentum, value, send);
  }

  /// The same with another share of the numbers sent.
  public DiLoCo send(double value) {
    return new DiLoCo(replicas, every, outerRate, outerMomentum, format, value);
  }

  @Override
  public Optimizer outer(Optimizer recipe) {
    return Optimizer.of(
        new Nesterov(Schedule.constant(outerRate), Schedule.constant(outerMomentum)));
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
