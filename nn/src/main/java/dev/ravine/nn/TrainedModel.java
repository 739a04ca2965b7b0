package dev.ravine.nn;

import dev.ravine.data.Preprocessing;

/// A model with all that it needs to be asked.
public final class TrainedModel {

  private final Model model;
  private final float[] theta;
  private final Statistics statistics;
  private final Preprocessing preprocessing;

  /// A model; the array is taken over, not copied.
  ///
  /// @param model the function
  /// @param theta its parameters
  /// @param statistics that belong to them: see [Calibration]
  /// @param preprocessing what is done to examples
  public TrainedModel(
      Model model, float[] theta, Statistics statistics, Preprocessing preprocessing) {
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
  public Statistics statistics() {
    return statistics;
  }

  /// What is done to examples.
  ///
  /// @return as it was in training
  public Preprocessing preprocessing() {
    return preprocessing;
  }
}
