/// Networks that learn from a `DataFrame`, and predict in one, as parts of Spark ML pipelines.
///
/// - [dev.ravine.spark.RavineClassifier] and [dev.ravine.spark.RavineRegressor] are estimators:
///   they learn by rounds. In each, every partition does some steps of the update rule on its own,
///   and all go on from the mean of where they came. What a partition does is a function of the
///   parameters, its rows, the round and the seed alone, so that Spark may repeat any task.
/// - [dev.ravine.spark.RavineParams] is what both are told, with the defaults of
///   [dev.ravine.spark.Settings].
/// - [dev.ravine.spark.RavineClassificationModel] and [dev.ravine.spark.RavineRegressionModel] are
///   the models that they fit; [dev.ravine.spark.TrainingSummary] is how fitting went.
///
/// Stich: Local SGD Converges Fast and Communicates Little (ICLR 2019); Douillard et al.: DiLoCo
/// (arXiv 2311.08105).
@NullMarked
package dev.ravine.spark;

import org.jspecify.annotations.NullMarked;
