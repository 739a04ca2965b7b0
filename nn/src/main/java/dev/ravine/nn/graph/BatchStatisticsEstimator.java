package dev.ravine.nn.graph;

import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Measures the [BatchStatistics] that belong to weights: those of one batch of up to 1,000
/// training examples, always the same, with nothing dropped. So they are a function of the weights
/// alone, and right for weights that no step led to, such as averages.
///
/// Wu, Johnson: Rethinking "Batch" in BatchNorm (arXiv 2105.07576), section 3, compares this with
/// averages over the last batches.
public final class BatchStatisticsEstimator {

  private static final int EXAMPLES = 1000;

  private record Prepared(Plan<float[]> plan, Map<String, Node> nodes) {}

  /// Empty for a model that normalizes no batches.
  private final Optional<Prepared> prepared;

  /// Prepares to measure.
  ///
  /// @param model the function
  /// @param train the training examples, of which the first are taken
  /// @param preprocessing what is done to them
  /// @param team the threads that share the work
  public BatchStatisticsEstimator(
      Model model, Dataset train, Preprocessing preprocessing, ThreadTeam team) {
    Graph graph = new Graph();
    TracingScope scope = new TracingScope(graph, TracingScope.Mode.STATISTICS);
    int batch = Math.min(EXAMPLES, train.size());
    Node features = graph.input(Network.FEATURES, batch, train.features());
    model.apply(scope, features);
    Map<String, Node> nodes = scope.statistics();
    if (nodes.isEmpty()) {
      prepared = Optional.empty();
      return;
    }
    Plan<float[]> plan = Plan.floats(List.copyOf(nodes.values()), List.of(), team);
    float[] row = new float[train.features()];
    for (int i = 0; i < batch; i++) {
      train.read(i, preprocessing, row);
      System.arraycopy(row, 0, plan.input(Network.FEATURES), i * row.length, row.length);
    }
    prepared = Optional.of(new Prepared(plan, nodes));
  }

  /// Measures.
  ///
  /// @param theta the parameters
  /// @return what batches are to be normalized by in evaluation
  public BatchStatistics at(float[] theta) {
    return prepared.map(p -> measure(p, theta)).orElse(BatchStatistics.none());
  }

  private static BatchStatistics measure(Prepared prepared, float[] theta) {
    prepared.plan.run(theta);
    Map<String, float[]> values = new HashMap<>();
    prepared.nodes.forEach((name, node) -> values.put(name, prepared.plan.value(node)));
    return BatchStatistics.of(values);
  }
}
