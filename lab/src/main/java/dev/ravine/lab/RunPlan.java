package dev.ravine.lab;

import dev.ravine.optim.Recipe;
import dev.ravine.optim.UpdateRule;

/// One run of an experiment, before it is done.
///
/// @param optimizer the rule's name in the catalogue
/// @param rule the rule with its hyper-parameters
/// @param learningRate of the rule, at its first step
/// @param seed of everything random in the run
public record RunPlan(String optimizer, UpdateRule rule, double learningRate, long seed) {

  /// What runs with other seeds share.
  ///
  /// @return such as `adam 1e-3`
  public String label() {
    return optimizer + " " + Recipe.print(learningRate);
  }

  /// The name of the run's folder.
  ///
  /// @return unique in an experiment
  public String folder() {
    return "%s-%s-seed%d".formatted(optimizer, Recipe.print(learningRate), seed);
  }
}
