package dev.ravine.spark;

import dev.ravine.cluster.rounds.RoundsPlan;
import dev.ravine.nn.model.Sequential;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.recipe.RunLength;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/// The params of an estimator, with their usual values.
public final class Settings implements Serializable {

  private static final long serialVersionUID = 1;

  /// For schedules in terms of the run, before it is known how long it is.
  private static final RunLength SOME_LENGTH = new RunLength(1_000_000, 1000);

  private static final ParameterLayout SOME_LAYOUT =
      ParameterLayout.empty()
          .and("layer.weight", ParameterRole.WEIGHT, 1, 1)
          .and("layer.bias", ParameterRole.BIAS, 1);

  final Param<String> network;
  final Param<String> optimizer;
  final Param<String> outerOptimizer;
  final IntParam epochs;
  final IntParam batchSize;
  final IntParam every;
  final IntParam replicas;
  final LongParam seed;
  final BooleanParam standardization;
  final Param<String> weightCol;

  private final Params of;
  private final String example;

  /// @param example of a network
  Settings(Params of, String example) {
    this.of = of;
    this.example = example;
    network = new Param<>(of, "network", "the layers, as " + example);
    optimizer = new Param<>(of, "optimizer", "the optimizer of each replica, as a recipe");
    outerOptimizer =
        new Param<>(of, "outerOptimizer", "what the mean of how far replicas came goes through");
    epochs = new IntParam(of, "epochs", "how often to go through all rows, 1 or more");
    batchSize = new IntParam(of, "batchSize", "rows of a step of each replica, 1 or more");
    every =
        new IntParam(
            of, "every", "after how many steps of each replicas meet; 0: 500, or a tenth of all");
    replicas = new IntParam(of, "replicas", "how many at most; 0: as partitions, and as cores");
    seed = new LongParam(of, "seed", "what all randomness comes from");
    standardization =
        new BooleanParam(of, "standardization", "whether features get mean 0 and deviation 1");
    weightCol = new Param<>(of, "weightCol", "the column that says how much a row counts");
    of.setDefault(optimizer, "adam(1e-3)");
    of.setDefault(outerOptimizer, "sgd(1)");
    of.setDefault(epochs, 10);
    of.setDefault(batchSize, 32);
    of.setDefault(every, 0);
    of.setDefault(replicas, 0);
    of.setDefault(seed, 0L);
    of.setDefault(standardization, true);
  }

  /// Refuses what can't be learnt with, before any row is read.
  ///
  /// @throws IllegalArgumentException with a sentence for people
  void check() {
    if (!of.isDefined(network)) {
      throw new IllegalArgumentException(
          "network must be set: setNetwork(\"%s\"), for one".formatted(example));
    }
    least(epochs, 1);
    least(batchSize, 1);
    least(every, 0);
    least(replicas, 0);
    if (Sequential.parse(text(network)).normalizesBatches()) {
      throw new IllegalArgumentException(
          "batchNorm has no place in rounds: its statistics are of all rows; layerNorm needs none");
    }
    RoundsPlan.check(SOME_LAYOUT, parse(outerOptimizer), Optional.of(parse(optimizer)));
  }

  private Optimizer parse(Param<String> param) {
    try {
      Optimizer recipe = Optimizer.parse(text(param), SOME_LENGTH);
      if (recipe.minimizer().isPresent()) {
        throw new IllegalArgumentException(
            "must be an update rule, %s is a minimizer".formatted(text(param)));
      }
      return recipe;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(param.name() + ": " + e.getMessage(), e);
    }
  }

  private void least(IntParam param, int least) {
    if (number(param) < least) {
      throw new IllegalArgumentException(
          "%s must be %d or more, was %d".formatted(param.name(), least, number(param)));
    }
  }

  String text(Param<String> param) {
    return of.getOrDefault(param);
  }

  int number(IntParam param) {
    return (Integer) of.getOrDefault(param);
  }

  long randomSeed() {
    return (Long) of.getOrDefault(seed);
  }

  boolean standardizes() {
    return (Boolean) of.getOrDefault(standardization);
  }

  /// The column of weights; empty if rows count alike.
  String weights() {
    return of.isDefined(weightCol) ? text(weightCol) : "";
  }
}
