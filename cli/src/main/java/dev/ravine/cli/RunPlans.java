package dev.ravine.cli;

import dev.ravine.lab.RunPlan;
import dev.ravine.optim.Catalogue;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.UpdateRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Runs as they are written on the command line: `adam`, `adam:0.001`.
final class RunPlans {

  private RunPlans() {}

  /// One run for each choice and seed 0 … seeds − 1.
  static List<RunPlan> of(String choices, int seeds) {
    return Arrays.stream(choices.split(",", -1))
        .map(String::strip)
        .flatMap(choice -> IntStream.range(0, seeds).mapToObj(seed -> one(choice, seed)))
        .toList();
  }

  /// One run for each learning rate and seed 0 … seeds − 1.
  static List<RunPlan> sweep(String optimizer, List<String> learningRates, int seeds) {
    return learningRates.stream()
        .flatMap(rate ->
            IntStream.range(0, seeds).mapToObj(seed -> one(optimizer + ":" + rate.strip(), seed)))
        .toList();
  }

  static RunPlan one(String choice, long seed) {
    int colon = choice.indexOf(':');
    String name = colon < 0 ? choice : choice.substring(0, colon);
    UpdateRule defaults = Catalogue.find(name).defaults();
    UpdateRule rule =
        colon < 0
            ? defaults
            : Recipe.with(defaults, Map.of("learningRate", choice.substring(colon + 1)));
    return new RunPlan(name, rule, rule.learningRate().at(0), seed);
  }
}
