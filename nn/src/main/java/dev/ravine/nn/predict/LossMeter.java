package dev.ravine.nn.predict;

import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.autodiff.Plan;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Loss;
import java.util.Arrays;
import java.util.List;

/// The mean of any [Loss] over examples that come one after the other, each with its weight.
final class LossMeter {

  private static final String OUTPUTS = "outputs";
  private static final String WEIGHTS = "weights";

  private final Loss loss;
  private final int outputs;
  private final ThreadTeam team;
  private final float[] said;
  private final float[] right;
  private final float[] weights;
  private final boolean weighted;
  private final Compiled whole;
  private int filled;
  private double sum;
  private double count;

  private record Compiled(Plan<float[]> plan, Node mean, boolean weighted) {

    static Compiled of(Loss loss, int batch, int outputs, boolean weighted, ThreadTeam team) {
      Graph graph = new Graph();
      Node said = graph.input(OUTPUTS, batch, outputs);
      Node right = graph.input(Network.TARGETS, batch, outputs);
      Node mean =
          weighted
              ? loss.ofExamples(said, right).multiply(graph.input(WEIGHTS, batch, 1)).mean()
              : loss.mean(said, right);
      return new Compiled(Plan.floats(List.of(mean), List.of(), team), mean, weighted);
    }

    double of(float[] said, float[] right, float[] weights) {
      float[] in = plan.input(OUTPUTS);
      System.arraycopy(said, 0, in, 0, in.length);
      System.arraycopy(right, 0, plan.input(Network.TARGETS), 0, in.length);
      if (weighted) {
        System.arraycopy(weights, 0, plan.input(WEIGHTS), 0, plan.input(WEIGHTS).length);
      }
      plan.run(new float[0]);
      return plan.scalar(mean);
    }
  }

  /// @param batch how many examples are looked at together
  /// @param weighted whether not all weights are 1
  LossMeter(Loss loss, int batch, int outputs, boolean weighted, ThreadTeam team) {
    this.loss = loss;
    this.outputs = outputs;
    this.team = team;
    said = new float[batch * outputs];
    right = new float[batch * outputs];
    weights = new float[batch];
    this.weighted = weighted;
    whole = Compiled.of(loss, batch, outputs, weighted, team);
  }

  void begin() {
    filled = 0;
    sum = 0;
    count = 0;
  }

  void add(float[] output, int from, float[] target, float weight) {
    System.arraycopy(output, from, said, filled * outputs, outputs);
    System.arraycopy(target, 0, right, filled * outputs, outputs);
    weights[filled] = weight;
    count += weight;
    filled++;
    if (filled * outputs == said.length) {
      take(whole);
    }
  }

  /// Of all examples that were added since [#begin].
  double mean() {
    if (filled > 0) {
      take(Compiled.of(loss, filled, outputs, weighted, team));
    }
    return sum / count;
  }

  private void take(Compiled compiled) {
    int numbers = filled * outputs;
    sum +=
        filled * compiled.of(Arrays.copyOf(said, numbers), Arrays.copyOf(right, numbers), weights);
    filled = 0;
  }
}
