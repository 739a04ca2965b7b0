package dev.ravine.nn;

import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;

/// Measures accuracy and loss on fixed examples.
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

  /// Measures.
  ///
  /// @param theta the parameters
  /// @return accuracy and loss
  public Evaluation evaluate(float[] theta) {
    float[] features = plan.input(Network.FEATURES);
    float[] row = new float[data.features()];
    int right = 0;
    double loss = 0;
    for (int from = 0; from < examples.length; from += batch) {
      int count = Math.min(batch, examples.length - from);
      for (int i = 0; i < count; i++) {
        data.read(examples[from + i], mean, row);
        System.arraycopy(row, 0, features, i * row.length, row.length);
      }
      plan.run(theta);
      float[] logits = plan.value(network.logits());
      for (int i = 0; i < count; i++) {
        int label = data.label(examples[from + i]);
        right += greatest(logits, i) == label ? 1 : 0;
        loss += crossEntropy(logits, i, label);
      }
    }
    return new Evaluation((double) right / examples.length, loss / examples.length);
  }

  private double crossEntropy(float[] logits, int row, int label) {
    int classes = network.logits().shape().size(1);
    double greatest = logits[row * classes + greatest(logits, row)];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += StrictMath.exp(logits[row * classes + c] - greatest);
    }
    return greatest + StrictMath.log(sum) - logits[row * classes + label];
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
