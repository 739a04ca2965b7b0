package dev.ravine.lab.minimize;

import dev.ravine.lab.files.Csv;
import dev.ravine.lab.files.PrettyJson;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.minimize.StoppingRules;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A minimizer on a problem.
///
/// @param minimizer the method
/// @param problem what it minimized
/// @param minimum what it found; of a sum, computed anew, since methods for sums know an estimate
/// @param parts of the objective; 1 if it is no sum
/// @param history value, largest component of the gradient and evaluations after each iteration, of
///   a sum after each pass
public record MinimizationReport(
    Minimizer minimizer, Problem problem, Minimum minimum, int parts, Csv history) {

  /// Minimizes.
  ///
  /// @param minimizer the method
  /// @param problem what to minimize
  /// @param bounds of each coordinate
  /// @param start where to begin
  /// @param rules when to end
  /// @return what was found
  public static MinimizationReport of(
      Minimizer minimizer, Problem problem, Bounds bounds, double[] start, StoppingRules rules) {
    Objective objective =
        bounds.isNone() ? problem.objective() : problem.objective().within(bounds);
    Csv history = new Csv("iteration", "evaluations", "passes", "value", "gradientNorm");
    Minimization minimization = minimizer.begin(objective, start, rules);
    Minimum now = minimization.minimum();
    history.row(row(now, objective));
    while (minimization.step()) {
      Minimum next = minimization.minimum();
      boolean sum = objective instanceof FiniteSum;
      if (!sum || Math.floor(next.passes()) > Math.floor(now.passes())) {
        history.row(row(next, objective));
      }
      now = next;
    }
    int parts = objective instanceof FiniteSum sum ? sum.parts() : 1;
    Minimum found = minimization.minimum().computed(objective);
    return new MinimizationReport(minimizer, problem, found, parts, history);
  }

  private static Object[] row(Minimum now, Objective objective) {
    Minimum exact = now.computed(objective);
    return new Object[] {
      now.iterations(), now.evaluations(), now.passes(), exact.value(), exact.gradientNorm()
    };
  }

  /// Everything but the history, as JSON.
  ///
  /// @return an object
  public String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("minimizer", HyperParameters.print(minimizer));
    node.put("problem", problem.label());
    node.put("value", minimum.value());
    node.put("evaluations", minimum.evaluations());
    node.put("iterations", minimum.iterations());
    node.put("passes", minimum.passes());
    node.put("gradientNorm", minimum.gradientNorm());
    node.put("stop", HyperParameters.word(minimum.stop()));
    ArrayNode point = node.putArray("point");
    for (double x : minimum.point()) {
      point.add(x);
    }
    ArrayNode minima = node.putArray("knownMinima");
    problem.minima().forEach(minima::add);
    return PrettyJson.of(node);
  }
}
