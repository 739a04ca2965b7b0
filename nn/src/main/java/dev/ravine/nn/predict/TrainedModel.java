package dev.ravine.nn.predict;

import dev.ravine.data.Preprocessing;
import dev.ravine.nn.graph.BatchStatistics;
import dev.ravine.nn.model.Model;

/// A model with all that is needed to predict: weights, statistics, preprocessing.
public final class TrainedModel {

  private final Model model;
  private final float[] theta;
  private final BatchStatistics statistics;
  private final Preprocessing preprocessing;

  /// A model; the array is taken over, not copied.
  ///
  /// @param model the function
  /// @param theta its parameters
  /// @param statistics that belong to them: see [dev.ravine.nn.graph.BatchStatisticsEstimator]
  /// @param preprocessing what is done to examples
  public TrainedModel(
      Model model, float[] theta, BatchStatistics statistics, Preprocessing preprocessing) {
    this.model = model;
    this.theta = theta;
    this.statistics = statistics;
    this.preprocessing = preprocessing;
  }

  /// The function.
  ///
  /// @return without parameters
  public Model model() {
    return model;
  }

  /// The parameters.
  ///
  /// @return a flat vector, not to be written to
  public float[] theta() {
    return theta;
  }

  /// What it normalizes batches by.
  ///
  /// @return no numbers, if it does not
  public BatchStatistics statistics() {
    return statistics;
  }

  /// What is done to examples.
  ///
  /// @return as it was in training
  public Preprocessing preprocessing() {
    return preprocessing;
  }
}
