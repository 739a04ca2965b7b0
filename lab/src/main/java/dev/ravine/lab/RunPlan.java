package dev.ravine.lab;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Recipe;

/// One run of an experiment, before it is done.
///
/// @param optimizer what people call the recipe: a rule's name, or the recipe as it was written
/// @param recipe what is done in each step
/// @param learningRate of the recipe, at its first step
/// @param seed of everything random in the run
public record RunPlan(String optimizer, Optimizer recipe, double learningRate, long seed) {

  private static final int LONGEST_NAME = 40;

  /// A run whose learning rate is the recipe's own.
  ///
  /// @param optimizer what people call the recipe
  /// @param recipe what is done in each step
  /// @param seed of everything random in the run
  /// @return the plan
  public static RunPlan of(String optimizer, Optimizer recipe, long seed) {
    return new RunPlan(optimizer, recipe, recipe.rule().learningRate().at(0), seed);
  }

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
    return "%s-%s-seed%d".formatted(fileName(), Recipe.print(learningRate), seed);
  }

  /// Recipes hold what folders' names can't; a number made from the whole recipe tells them apart.
  private String fileName() {
    String plain = optimizer.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("-$", "");
    return plain.equals(optimizer)
        ? plain
        : "%s-%08x"
            .formatted(
                plain.substring(0, Math.min(LONGEST_NAME, plain.length())),
                recipe.toString().hashCode());
  }
}
