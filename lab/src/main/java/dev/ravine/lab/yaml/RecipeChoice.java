package dev.ravine.lab.yaml;

import dev.ravine.lab.plan.HyperparameterChange;
import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.recipe.RunLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A recipe with values for all its hyper-parameters, and what to call it.
///
/// @param name for people
/// @param recipe with its values
/// @param revisions what is set anew at an epoch
record RecipeChoice(String name, Optimizer recipe, List<HyperparameterChange> revisions) {

  RunPlan plan(long seed) {
    RunPlan plan = RunPlan.of(name, recipe, seed);
    for (HyperparameterChange revision : revisions) {
      plan = plan.with(revision);
    }
    return plan;
  }

  static RecipeChoice of(Yaml.Scalar written, RunLength length) {
    String text = written.text();
    try {
      return new RecipeChoice(text, OptimizerChoices.recipe(text, Optional.of(length)), List.of());
    } catch (IllegalArgumentException e) {
      throw new InvalidExperimentException(written.line(), String.valueOf(e.getMessage()));
    }
  }

  RecipeChoice with(Yaml.Entry parameter, String value, RunLength length) {
    try {
      if (HyperparameterChange.isKey(parameter.key())) {
        HyperparameterChange revision = HyperparameterChange.parse(parameter.key(), value);
        revision.checkFits(recipe);
        List<HyperparameterChange> more = new ArrayList<>(revisions);
        more.add(revision);
        return new RecipeChoice(name, recipe, more);
      }
      Optimizer changed = recipe.with(parameter.key(), value, length);
      boolean shown = OptimizerChoices.isShownBeside(recipe, parameter.key(), value);
      return new RecipeChoice(
          shown ? name : "%s %s=%s".formatted(name, parameter.key(), value), changed, revisions);
    } catch (IllegalArgumentException e) {
      throw new InvalidExperimentException(parameter.line(), String.valueOf(e.getMessage()));
    }
  }

  /// All combinations of one optimizer's values.
  static List<RecipeChoice> all(Yaml.Mapping optimizer, RunLength length) {
    Yaml named = optimizer.find("optimizer").orElseThrow().value();
    List<RecipeChoice> choices =
        List.of(RecipeChoice.of(YamlKeys.scalar(named, "optimizer"), length));
    for (Yaml.Entry parameter : optimizer.entries()) {
      if (parameter.key().equals("optimizer")) {
        continue;
      }
      List<String> values = Grid.of(parameter.value()).values();
      choices =
          choices.stream()
              .flatMap(
                  choice -> values.stream().map(value -> choice.with(parameter, value, length)))
              .toList();
    }
    return choices;
  }
}
