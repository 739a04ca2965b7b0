package dev.ravine.lab.minimize;

import dev.ravine.lab.files.Csv;
import dev.ravine.lab.files.PrettyJson;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.TestProblem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A minimizer on a test problem.
///
/// @param minimizer the method
/// @param problem what it minimized
/// @param minimum what it found
/// @param history value, largest component of the gradient and evaluations after each iteration
public record MinimizationReport(
    Minimizer minimizer, TestProblem problem, Minimum minimum, Csv history) {

  /// Minimizes from the problem's own start.
  ///
  /// @param minimizer the method
  /// @param problem what to minimize
  /// @param rules when to end
  /// @return what was found
  public static MinimizationReport of(
      Minimizer minimizer, TestProblem problem, StoppingRules rules) {
    Csv history = new Csv("iteration", "evaluations", "passes", "value", "gradientNorm");
    Minimization minimization = minimizer.begin(problem, problem.start(), rules);
    do {
      Minimum now = minimization.minimum();
      history.row(
          now.iterations(), now.evaluations(), now.passes(), now.value(), now.gradientNorm());
    } while (minimization.step());
    return new MinimizationReport(minimizer, problem, minimization.minimum(), history);
  }

  /// Everything but the history, as JSON.
  ///
  /// @return an object
  public String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("minimizer", HyperParameters.print(minimizer));
    node.put("problem", problem.toString());
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
    ArrayNode minima = node.putArray("publishedMinima");
    problem.minima().forEach(minima::add);
    return PrettyJson.of(node);
  }
}
