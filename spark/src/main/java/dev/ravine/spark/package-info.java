/// Networks that learn from a `DataFrame`, and predict in one, as parts of Spark ML pipelines.
///
/// [RavineClassifier] and [RavineRegressor] learn by rounds: in each, every partition does some
/// steps of the update rule on its own, and all go on from the mean of where they came. What a
/// partition does is a function of the parameters, its rows, the round and the seed alone, so that
/// Spark may repeat any task.
///
/// Stich: Local SGD Converges Fast and Communicates Little (ICLR 2019); Douillard et al.: DiLoCo
/// (arXiv 2311.08105).
@NullMarked
package dev.ravine.spark;

import org.jspecify.annotations.NullMarked;
