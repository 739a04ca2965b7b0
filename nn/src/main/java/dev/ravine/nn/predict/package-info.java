/// Trained models and what they predict.
///
/// - A [dev.ravine.nn.predict.TrainedModel] has weights, statistics and preprocessing; an
///   [dev.ravine.nn.predict.Evaluator] gives an [dev.ravine.nn.predict.Evaluation] of it, in which
///   a [dev.ravine.nn.predict.Criterion] says which model is better.
/// - What models predict is [dev.ravine.nn.predict.Logits], and as
///   [dev.ravine.nn.predict.Probabilities] several are made one by a
///   [dev.ravine.nn.predict.Combination]. [dev.ravine.nn.predict.TemperatureScaling] and
///   [dev.ravine.nn.predict.MixtureWeights] are fitted on held-out examples;
///   [dev.ravine.nn.predict.ClassificationMetrics], [dev.ravine.nn.predict.LabelSetMetrics] and
///   [dev.ravine.nn.predict.RegressionMetrics] say how good predictions are, a
///   [dev.ravine.nn.predict.ThresholdCurve] what other thresholds than ½ would give.
/// - A [dev.ravine.nn.predict.Predictor] predicts single examples in a program, a
///   [dev.ravine.nn.predict.PredictorPool] for several threads.
/// - A [dev.ravine.nn.predict.ModelSoup] averages weights instead.
@NullMarked
package dev.ravine.nn.predict;

import org.jspecify.annotations.NullMarked;
