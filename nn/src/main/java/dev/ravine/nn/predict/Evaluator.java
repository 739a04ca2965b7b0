package dev.ravine.nn.predict;

import dev.ravine.data.Dataset;
import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.NoTargets;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.Reconstruction;
import dev.ravine.data.Values;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatistics;
import dev.ravine.nn.graph.Inference;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Model;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/// Measures accuracy and loss on fixed examples, each of which counts by its weight. If there are
/// values to be learnt, their accuracy is the share of their variance that the model explains: 1 −
/// squared error / variance, below 0 for a model worse than their mean. If examples may have
/// several labels, it is the share of all their labels that are told right: to have, from a
/// probability of ½, or not to have.
public final class Evaluator {

  private final Dataset data;
  private final int[] examples;
  private final Preprocessing preprocessing;
  private final Inference inference;
  private final Optional<LossMeter> loss;
  private final Criterion criterion;

  /// Prepares to evaluate a model by the loss that suits the targets, and by accuracy.
  ///
  /// @param model the function
  /// @param data holds the examples
  /// @param examples which of them
  /// @param preprocessing what is done to them
  /// @param team the threads that share the work
  public Evaluator(
      Model model, Dataset data, int[] examples, Preprocessing preprocessing, ThreadTeam team) {
    this(model, data, examples, preprocessing, team, Optional.empty(), Criterion.ACCURACY);
  }

  /// Prepares to evaluate a model.
  ///
  /// @param model the function
  /// @param data holds the examples
  /// @param examples which of them
  /// @param preprocessing what is done to them
  /// @param team the threads that share the work
  /// @param loss what [Evaluation#loss] is; empty: what suits the targets
  /// @param criterion what [Evaluation#score] is
  public Evaluator(
      Model model,
      Dataset data,
      int[] examples,
      Preprocessing preprocessing,
      ThreadTeam team,
      Optional<Loss> loss,
      Criterion criterion) {
    this.data = data;
    this.criterion = criterion;
    this.examples = examples.clone();
    this.preprocessing = preprocessing;
    inference = new Inference(model, data.features(), examples.length, team);
    Optional<Loss> measured = data.targets() instanceof LabelSets ? loss.or(this::ofTargets) : loss;
    this.loss =
        measured.map(
            l -> new LossMeter(l, inference.batch(), inference.outputs(), data.isWeighted(), team));
  }

  private Optional<Loss> ofTargets() {
    return Optional.of(Loss.of(data.targets()));
  }

  /// Measures.
  ///
  /// @param theta the parameters
  /// @param statistics that belong to them: see [dev.ravine.nn.graph.BatchStatisticsEstimator]
  /// @return accuracy and loss
  public Evaluation evaluate(float[] theta, BatchStatistics statistics) {
    Tally tally =
        switch (data.targets()) {
          case Labels labels -> new OfLabels(labels);
          case LabelSets labels -> new OfLabelSets(labels);
          case Values values -> new OfNumbers();
          case Reconstruction all -> new OfNumbers();
          case NoTargets none ->
              throw new IllegalArgumentException("examples must have targets to be evaluated");
        };
    float[] target = new float[inference.outputs()];
    float[] said = new float[criterion.isMetric() ? examples.length * inference.outputs() : 0];
    loss.ifPresent(LossMeter::begin);
    inference.run(
        theta,
        statistics,
        data,
        examples,
        preprocessing,
        (i, outputs, from) -> {
          if (said.length > 0) {
            System.arraycopy(outputs, from, said, i * target.length, target.length);
          }
          float weight = data.weight(examples[i]);
          if (weight > 0) {
            tally.add(outputs, from, examples[i], weight);
            loss.ifPresent(meter -> {
              data.target(examples[i], preprocessing, target, 0);
              meter.add(outputs, from, target, weight);
            });
          }
        });
    Evaluation result = tally.result();
    Evaluation measured =
        new Evaluation(result.accuracy(), loss.map(LossMeter::mean).orElse(result.loss()));
    return new Evaluation(measured.accuracy(), measured.loss(), score(measured, said));
  }

  private double score(Evaluation measured, float[] said) {
    if (!criterion.isMetric()) {
      return criterion.score(measured);
    }
    for (float output : said) {
      if (Float.isNaN(output)) {
        return Double.NaN;
      }
    }
    Logits logits = new Logits(inference.outputs(), said);
    IntToDoubleFunction weight = i -> data.weight(examples[i]);
    return switch (data.targets().pick(examples)) {
      case Labels labels ->
          criterion.score(ClassificationMetrics.of(Probabilities.of(logits), labels, weight));
      case LabelSets labels ->
          criterion.score(LabelSetMetrics.of(logits.sigmoids(), labels, weight));
      case Values values -> criterion.score(regression(logits, values, weight));
      default -> throw new IllegalStateException(criterion + " is not defined here");
    };
  }

  private RegressionMetrics regression(Logits said, Values right, IntToDoubleFunction weight) {
    double[][] predicted = new double[said.size()][said.classes()];
    double[][] known = new double[said.size()][said.classes()];
    for (int i = 0; i < predicted.length; i++) {
      for (int k = 0; k < said.classes(); k++) {
        predicted[i][k] = preprocessing.value(k, said.at(i, k));
        known[i][k] = right.value(i, k);
      }
    }
    return RegressionMetrics.of(predicted, known, weight);
  }

  /// Sums up over examples.
  private interface Tally {
    void add(float[] outputs, int from, int example, double weight);

    Evaluation result();
  }

  private final class OfLabels implements Tally {

    private final Labels labels;
    private double count;
    private double right;
    private double loss;

    OfLabels(Labels labels) {
      this.labels = labels;
    }

    @Override
    public void add(float[] outputs, int from, int example, double weight) {
      int label = labels.label(example);
      count += weight;
      right += greatest(outputs, from) == label ? weight : 0;
      loss += weight * crossEntropy(outputs, from, label);
    }

    @Override
    public Evaluation result() {
      return new Evaluation(right / count, loss / count);
    }
  }

  /// The loss is measured by a [LossMeter].
  private static final class OfLabelSets implements Tally {

    private final LabelSets labels;
    private double count;
    private double right;

    OfLabelSets(LabelSets labels) {
      this.labels = labels;
    }

    @Override
    public void add(float[] outputs, int from, int example, double weight) {
      count += weight;
      for (int label = 0; label < labels.outputs(); label++) {
        right += outputs[from + label] >= 0 == labels.has(example, label) ? weight : 0;
      }
    }

    @Override
    public Evaluation result() {
      return new Evaluation(right / count / labels.outputs(), Double.NaN);
    }
  }

  /// Of several numbers for each example, the variance is that of each around its own mean.
  private final class OfNumbers implements Tally {

    private final float[] target = new float[data.targets().outputs()];
    private final double[] sums = new double[target.length];
    private double count;
    private double errors;
    private double squares;

    @Override
    public void add(float[] outputs, int from, int example, double weight) {
      data.target(example, preprocessing, target, 0);
      count += weight;
      for (int k = 0; k < target.length; k++) {
        double right = target[k];
        errors += weight * ((outputs[from + k] - right) * (outputs[from + k] - right));
        sums[k] += weight * right;
        squares += weight * (right * right);
      }
    }

    @Override
    public Evaluation result() {
      double variance = squares;
      for (double sum : sums) {
        variance -= sum * sum / count;
      }
      double explained = variance > 0 ? 1 - errors / variance : Double.NaN;
      return new Evaluation(explained, errors / count / target.length);
    }
  }

  private double crossEntropy(float[] logits, int from, int label) {
    double greatest = logits[from + greatest(logits, from)];
    double sum = 0;
    for (int c = 0; c < inference.outputs(); c++) {
      sum += StrictMath.exp(logits[from + c] - greatest);
    }
    return greatest + StrictMath.log(sum) - logits[from + label];
  }

  private int greatest(float[] logits, int from) {
    int best = 0;
    for (int c = 1; c < inference.outputs(); c++) {
      if (logits[from + c] > logits[from + best]) {
        best = c;
      }
    }
    return best;
  }
}
