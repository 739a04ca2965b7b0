package dev.ravine.optim.engine;

import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.EvaluationWeights;
import dev.ravine.optim.stage.Frozen;
import dev.ravine.optim.stage.Link;
import dev.ravine.optim.stage.OnDirection;
import dev.ravine.optim.stage.OnUpdate;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.util.ArrayList;
import java.util.List;

/// Which stages work on which tensors: tensors with the same stages share a chain.
final class Chains {

  private final List<List<Integer>> stages;
  private final int[] ofTensor;
  private final List<Schedule> learningRates;

  private Chains(List<List<Integer>> stages, int[] ofTensor, List<Schedule> learningRates) {
    this.stages = List.copyOf(stages);
    this.ofTensor = ofTensor;
    this.learningRates = List.copyOf(learningRates);
  }

  /// For a stage that works on all tensors but the frozen ones, without a rule.
  Chains forProbe() {
    int[] probed = new int[ofTensor.length];
    for (int i = 0; i < probed.length; i++) {
      probed[i] = stages.get(ofTensor[i]).isEmpty() ? 1 : 0;
    }
    Schedule none = Schedule.constant(0);
    return new Chains(List.of(List.of(0), List.of()), probed, List.of(none, none));
  }

  /// For each chain, the numbers of its stages in execution order; none if it is frozen.
  List<List<Integer>> stages() {
    return stages;
  }

  /// The chain of each tensor.
  int[] ofTensor() {
    return ofTensor;
  }

  /// For each chain, that of its rule.
  List<Schedule> learningRates() {
    return learningRates;
  }

  /// Sorts the tensors of a layout.
  ///
  /// @throws IllegalArgumentException if a tensor has no rule or two, or a stage has no tensor
  static Chains of(List<? extends Link> links, ParameterLayout layout) {
    List<List<Integer>> chains = new ArrayList<>();
    List<Schedule> rates = new ArrayList<>();
    int[] ofTensor = new int[layout.tensors().size()];
    for (int i = 0; i < ofTensor.length; i++) {
      ParameterLayout.Tensor tensor = layout.tensors().get(i);
      UpdateRule rule = rule(links, tensor);
      List<Integer> numbers = new ArrayList<>();
      for (int number = 0; number < links.size() && !(rule instanceof Frozen); number++) {
        if (links.get(number).selection().selects(tensor)) {
          numbers.add(number);
          checkFollows(rule, links.get(number).stage());
        }
      }
      ofTensor[i] = chains.indexOf(numbers);
      if (ofTensor[i] < 0) {
        ofTensor[i] = chains.size();
        chains.add(numbers);
        rates.add(rule.learningRate());
      }
    }
    for (Link link : links) {
      link.checkSelects(layout);
    }
    return new Chains(chains, ofTensor, rates);
  }

  private static UpdateRule rule(List<? extends Link> links, ParameterLayout.Tensor tensor) {
    List<UpdateRule> rules =
        links.stream()
            .filter(link -> link.selection().selects(tensor))
            .map(Link::stage)
            .filter(UpdateRule.class::isInstance)
            .map(UpdateRule.class::cast)
            .toList();
    if (rules.size() != 1) {
      throw new IllegalArgumentException(
          "tensor %s must have exactly one update rule, had %s"
              .formatted(
                  tensor.name(),
                  rules.isEmpty() ? "none" : rules.stream().map(Link::text).toList()));
    }
    return rules.getFirst();
  }

  static void checkFollows(UpdateRule rule, Stage stage) {
    if (stage instanceof OnUpdate && rule instanceof EvaluationWeights) {
      throw new IllegalArgumentException(
          "%s cannot follow %s, which computes what to evaluate with from its own updates"
              .formatted(stage.text(), rule.text()));
    }
    if (stage instanceof OnDirection && rule.appliesLearningRate()) {
      throw new IllegalArgumentException(
          "%s cannot follow %s, whose memory contains the learning rate"
              .formatted(stage.text(), rule.text()));
    }
  }
}
