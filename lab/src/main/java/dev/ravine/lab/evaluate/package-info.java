/// Trained models on examples.
///
/// [dev.ravine.lab.evaluate.TestData] are examples that a model was not trained on. An
/// [dev.ravine.lab.evaluate.EvaluationReport] says how good a model is there: a
/// [dev.ravine.lab.evaluate.ClassificationReport] or a [dev.ravine.lab.evaluate.RegressionReport].
/// [dev.ravine.lab.evaluate.Predictions] are what it says about new examples.
@NullMarked
package dev.ravine.lab.evaluate;

import org.jspecify.annotations.NullMarked;
