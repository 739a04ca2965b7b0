package dev.ravine.spark;

import java.util.Objects;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/// What an estimator is told, by Spark's own means: parameters that pipelines save, and grids of
/// `CrossValidator` vary. Beside these there are Spark's `featuresCol`, `labelCol`,
/// `predictionCol`.
///
/// @param <E> the estimator itself
public sealed interface RavineParams<E> extends Params permits RavineClassifier, RavineRegressor {

  /// The params, made by the estimator.
  ///
  /// @return always the same
  Settings settings();

  /// The layers of the network, as `dense(64) | relu | dense(3)`; the last has an output for each
  /// class, or one for the value.
  default Param<String> network() {
    return settings().network;
  }

  /// The optimizer of each replica, as a recipe: `adam(1e-3)`, `adamw:warmup(cosine(1e-3),10%)`.
  default Param<String> optimizer() {
    return settings().optimizer;
  }

  /// The optimizer that the mean of how far replicas came goes through at the end of a round:
  /// `sgd(1)` is local SGD, `nesterov(0.7)` DiLoCo.
  default Param<String> outerOptimizer() {
    return settings().outerOptimizer;
  }

  /// How often to go through all rows.
  default IntParam epochs() {
    return settings().epochs;
  }

  /// Rows of a step of each replica.
  default IntParam batchSize() {
    return settings().batchSize;
  }

  /// After how many steps of each replicas meet; 0: after 500, or a tenth of all if that is less.
  default IntParam every() {
    return settings().every;
  }

  /// How many replicas there are at most; 0: as many as partitions, and as cores.
  default IntParam replicas() {
    return settings().replicas;
  }

  /// What all randomness comes from.
  default LongParam seed() {
    return settings().seed;
  }

  /// Whether features get mean 0 and standard deviation 1.
  default BooleanParam standardization() {
    return settings().standardization;
  }

  /// The column that says how much a row counts; unset: all alike.
  default Param<String> weightCol() {
    return settings().weightCol;
  }

  /// Sets [#network].
  default E setNetwork(String value) {
    return changed(network(), value);
  }

  /// Sets [#optimizer].
  default E setOptimizer(String value) {
    return changed(optimizer(), value);
  }

  /// Sets [#outerOptimizer].
  default E setOuterOptimizer(String value) {
    return changed(outerOptimizer(), value);
  }

  /// Sets [#epochs].
  default E setEpochs(int value) {
    return changed(epochs(), value);
  }

  /// Sets [#batchSize].
  default E setBatchSize(int value) {
    return changed(batchSize(), value);
  }

  /// Sets [#every].
  default E setEvery(int value) {
    return changed(every(), value);
  }

  /// Sets [#replicas].
  default E setReplicas(int value) {
    return changed(replicas(), value);
  }

  /// Sets [#seed].
  default E setSeed(long value) {
    return changed(seed(), value);
  }

  /// Sets [#standardization].
  default E setStandardization(boolean value) {
    return changed(standardization(), value);
  }

  /// Sets [#weightCol].
  default E setWeightCol(String value) {
    return changed(weightCol(), value);
  }

  @SuppressWarnings("unchecked")
  private <T> E changed(Param<T> param, T value) {
    set(param, Objects.requireNonNull(value, param.name() + " must not be null"));
    return (E) this;
  }
}
