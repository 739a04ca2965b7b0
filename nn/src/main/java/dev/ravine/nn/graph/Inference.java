package dev.ravine.nn.graph;

import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Model;
import java.util.List;
import java.util.Set;

/// A model as it is asked, not trained: nothing is dropped, and batches are normalized by
/// statistics.
public final class Inference {

  /// How many examples are predicted at once, at most.
  public static final int MOST = 250;

  /// Takes what a model says.
  public interface Listener {
    /// Takes one example.
    ///
    /// @param i which of the examples that were asked for
    /// @param outputs hold its outputs
    /// @param from where they begin
    void accept(int i, float[] outputs, int from);
  }

  private final Plan<float[]> plan;
  private final Set<String> statistics;
  private final Node logits;
  private final int batch;
  private final int width;

  /// Compiles a model.
  ///
  /// @param model the function
  /// @param features how many numbers an example has
  /// @param most how many examples will be predicted at once, at most
  /// @param team the threads that share the work
  public Inference(Model model, int features, int most, ThreadTeam team) {
    width = features;
    batch = Math.clamp(most, 1, MOST);
    Graph graph = new Graph();
    TracingScope scope = new TracingScope(graph, TracingScope.Mode.EVALUATION);
    logits = model.apply(scope, graph.input(Network.FEATURES, batch, features));
    statistics = scope.statistics().keySet();
    plan = Plan.floats(List.of(logits), List.of(), team);
  }

  /// How many outputs an example has.
  ///
  /// @return 1 or more
  public int outputs() {
    return logits.shape().size(1);
  }

  /// How many examples are predicted at once.
  ///
  /// @return 1 or more
  public int batch() {
    return batch;
  }

  /// Sets what batches are normalized by.
  ///
  /// @param given the statistics that belong to the parameters of the next runs
  public void normalizeBy(BatchStatistics given) {
    for (String name : statistics) {
      float[] values = given.get(name);
      System.arraycopy(values, 0, plan.input(name), 0, values.length);
    }
  }

  /// Where the next run takes its examples from.
  ///
  /// @return [#batch] times as many numbers as an example has, to be written to
  public float[] features() {
    return plan.input(Network.FEATURES);
  }

  /// Predicts the examples in [#features()]; allocates nothing.
  ///
  /// @param theta the parameters
  /// @return [#batch] times [#outputs()] numbers, overwritten by the next run
  public float[] run(float[] theta) {
    plan.run(theta);
    return plan.value(logits);
  }

  /// Predicts.
  ///
  /// @param theta the parameters
  /// @param given the statistics that belong to them
  /// @param data holds the examples
  /// @param examples which of them
  /// @param preprocessing what is done to them
  /// @param listener takes the outputs
  public void run(
      float[] theta,
      BatchStatistics given,
      Dataset data,
      int[] examples,
      Preprocessing preprocessing,
      Listener listener) {
    if (data.features() != width || preprocessing.mean().length != width) {
      throw new IllegalArgumentException(
          "%s must have %d features, as the model has, has %d"
              .formatted(data.name(), preprocessing.mean().length, data.features()));
    }
    normalizeBy(given);
    float[] features = features();
    float[] row = new float[data.features()];
    for (int from = 0; from < examples.length; from += batch) {
      int count = Math.min(batch, examples.length - from);
      for (int i = 0; i < count; i++) {
        data.read(examples[from + i], preprocessing, row);
        System.arraycopy(row, 0, features, i * row.length, row.length);
      }
      float[] said = run(theta);
      for (int i = 0; i < count; i++) {
        listener.accept(from + i, said, i * outputs());
      }
    }
  }
}
