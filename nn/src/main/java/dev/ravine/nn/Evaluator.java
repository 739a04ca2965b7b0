package dev.ravine.nn;

import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;

/// Measures accuracy on fixed examples.
public final class Evaluator {

  private static final int BATCH = 250;

  private final Dataset data;
  private final int[] examples;
  private final float[] mean;
  private final Network network;
  private final Plan<float[]> plan;
  private final int batch;

  /// Prepares to evaluate a model.
  ///
  /// @param model the function
  /// @param data holds the examples
  /// @param examples which of them
  /// @param mean is subtracted from their features
  /// @param team the threads that share the work
  public Evaluator(Model model, Dataset data, int[] examples, float[] mean, ThreadTeam team) {
    this.data = data;
    this.examples = examples.clone();
    this.mean = mean;
    batch = Math.min(BATCH, examples.length);
    network = new Network(model, batch, data.features());
    plan = network.evaluationPlan(team);
  }

  /// The share of examples whose greatest logit is that of their label.
  ///
  /// @param theta the parameters
  /// @return 0 … 1
  public double accuracy(float[] theta) {
    float[] features = plan.input(Network.FEATURES);
    float[] row = new float[data.features()];
    int right = 0;
    for (int from = 0; from < examples.length; from += batch) {
      int count = Math.min(batch, examples.length - from);
      for (int i = 0; i < count; i++) {
        data.read(examples[from + i], mean, row);
        System.arraycopy(row, 0, features, i * row.length, row.length);
      }
      plan.run(theta);
      float[] logits = plan.value(network.logits());
      for (int i = 0; i < count; i++) {
        if (greatest(logits, i) == data.label(examples[from + i])) {
          right++;
        }
      }
    }
    return (double) right / examples.length;
  }

  private int greatest(float[] logits, int row) {
    int classes = network.logits().shape().size(1);
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (logits[row * classes + c] > logits[row * classes + best]) {
        best = c;
      }
    }
    return best;
  }
}
