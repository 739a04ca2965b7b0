package dev.ravine.nn;

import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.Targets;
import dev.ravine.kernels.ThreadTeam;

/// Measures accuracy and loss on fixed examples. If there are values to be learnt, their accuracy
/// is the share of their variance that the model explains: 1 − squared error / variance, below 0
/// for a model worse than their mean.
public final class Evaluator {

  private static final int BATCH = 250;

  private final Dataset data;
  private final int[] examples;
  private final Preprocessing preprocessing;
  private final Network network;
  private final Plan<float[]> plan;
  private final int batch;

  /// Prepares to evaluate a model.
  ///
  /// @param model the function
  /// @param data holds the examples
  /// @param examples which of them
  /// @param preprocessing what is done to them
  /// @param team the threads that share the work
  public Evaluator(
      Model model, Dataset data, int[] examples, Preprocessing preprocessing, ThreadTeam team) {
    this.data = data;
    this.examples = examples.clone();
    this.preprocessing = preprocessing;
    batch = Math.min(BATCH, examples.length);
    network = new Network(model, Loss.of(data.targets()), batch, data.features());
    plan = network.evaluationPlan(team);
  }

  /// Measures.
  ///
  /// @param theta the parameters
  /// @return accuracy and loss
  public Evaluation evaluate(float[] theta) {
    Judge judge =
        switch (data.targets()) {
          case Targets.Labels labels -> new OfLabels(labels);
          case Targets.Values values -> new OfValues(values);
        };
    float[] features = plan.input(Network.FEATURES);
    float[] row = new float[data.features()];
    for (int from = 0; from < examples.length; from += batch) {
      int count = Math.min(batch, examples.length - from);
      for (int i = 0; i < count; i++) {
        data.read(examples[from + i], preprocessing, row);
        System.arraycopy(row, 0, features, i * row.length, row.length);
      }
      plan.run(theta);
      float[] outputs = plan.value(network.logits());
      for (int i = 0; i < count; i++) {
        judge.add(outputs, i, examples[from + i]);
      }
    }
    return judge.result();
  }

  /// Sums up over examples.
  private interface Judge {
    void add(float[] outputs, int row, int example);

    Evaluation result();
  }

  private final class OfLabels implements Judge {

    private final Targets.Labels labels;
    private int right;
    private double loss;

    OfLabels(Targets.Labels labels) {
      this.labels = labels;
    }

    @Override
    public void add(float[] outputs, int row, int example) {
      int label = labels.label(example);
      right += greatest(outputs, row) == label ? 1 : 0;
      loss += crossEntropy(outputs, row, label);
    }

    @Override
    public Evaluation result() {
      return new Evaluation((double) right / examples.length, loss / examples.length);
    }
  }

  private final class OfValues implements Judge {

    private final Targets.Values values;
    private double errors;
    private double sum;
    private double squares;

    OfValues(Targets.Values values) {
      this.values = values;
    }

    @Override
    public void add(float[] outputs, int row, int example) {
      double target = preprocessing.target(values.value(example));
      errors += (outputs[row] - target) * (outputs[row] - target);
      sum += target;
      squares += target * target;
    }

    @Override
    public Evaluation result() {
      double variance = squares - sum * sum / examples.length;
      double explained = variance > 0 ? 1 - errors / variance : Double.NaN;
      return new Evaluation(explained, errors / examples.length);
    }
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
