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

  private static final int BATCH = 250;

  /// A batch of one needs no bias repeated, so the bias is added after the product and not before:
  /// other bits. What is said of an example must not depend on the others.
  private static final int LEAST = 2;

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
    batch = Math.clamp(most, LEAST, BATCH);
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
    for (String name : statistics) {
      float[] values = given.get(name);
      System.arraycopy(values, 0, plan.input(name), 0, values.length);
    }
    float[] features = plan.input(Network.FEATURES);
    float[] row = new float[data.features()];
    for (int from = 0; from < examples.length; from += batch) {
      int count = Math.min(batch, examples.length - from);
      for (int i = 0; i < count; i++) {
        data.read(examples[from + i], preprocessing, row);
        System.arraycopy(row, 0, features, i * row.length, row.length);
      }
      plan.run(theta);
      float[] said = plan.value(logits);
      for (int i = 0; i < count; i++) {
        listener.accept(from + i, said, i * outputs());
      }
    }
  }
}
