package dev.ravine.nn.graph;

import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.nn.model.Model;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.Map;
import java.util.TreeMap;

/// What is known of a model by its layers alone.
///
/// @param layout where its parameters lie
/// @param statistics the sizes of its [BatchStatistics] by name
/// @param outputs how many numbers it gives for an example
public record ModelShape(ParameterLayout layout, Map<String, Integer> statistics, int outputs) {

  /// Traces a model.
  ///
  /// @param model the function
  /// @param features how many numbers an example has
  /// @return its shape
  public static ModelShape of(Model model, int features) {
    Graph graph = new Graph();
    TracingScope scope = new TracingScope(graph, TracingScope.Mode.EVALUATION);
    Node out = model.apply(scope, graph.input(Network.FEATURES, 1, features));
    Map<String, Integer> sizes = new TreeMap<>();
    scope.statistics().forEach((name, node) -> sizes.put(name, node.shape().size()));
    return new ModelShape(scope.layout(), sizes, out.shape().size(1));
  }
}
