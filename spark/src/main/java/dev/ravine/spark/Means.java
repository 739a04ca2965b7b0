package dev.ravine.spark;

import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.StepperStates;
import dev.ravine.optim.StepperState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What all replicas brought, as one, each counting by the weight of its examples.
final class Means {

  private Means() {}

  /// What their optimizers keep: replicas have nothing of their own from round to round, so that
  /// any executor may take the next. Adam's moments, for one, become their means.
  static StepperState rule(List<Contribution> of) {
    double total = of.stream().mapToDouble(Contribution::weight).sum();
    List<StepperState> states =
        of.stream().map(one -> Fields.value(one.rule(), StepperStates::read)).toList();
    Map<String, double[]> sums = new TreeMap<>();
    for (int r = 0; r < of.size(); r++) {
      double share = of.get(r).weight() / total;
      states
          .get(r)
          .slots()
          .forEach((name, slot) ->
              add(share, slot, sums.computeIfAbsent(name, n -> new double[slot.length])));
    }
    Map<String, float[]> slots = new TreeMap<>();
    sums.forEach((name, sum) -> slots.put(name, floats(sum)));
    StepperState first = states.getFirst();
    return new StepperState(first.steps(), slots, first.scalars(), first.changes());
  }

  /// How far they came.
  static float[] moved(List<Contribution> of) {
    double total = of.stream().mapToDouble(Contribution::weight).sum();
    double[] sum = new double[of.getFirst().moved().length];
    for (Contribution one : of) {
      add(one.weight() / total, one.moved(), sum);
    }
    return floats(sum);
  }

  /// The loss of their steps.
  static double loss(List<Contribution> of) {
    double total = of.stream().mapToDouble(Contribution::weight).sum();
    return of.stream().mapToDouble(one -> one.loss() * one.weight() / total).sum();
  }

  private static void add(double share, float[] numbers, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += share * numbers[i];
    }
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
