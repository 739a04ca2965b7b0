package dev.ravine.lab.surface;

import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.problems.Descent;
import dev.ravine.optim.problems.Position;
import dev.ravine.optim.problems.Surface;
import dev.ravine.optim.recipe.RecipeParser;
import dev.ravine.random.Seed;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.DoubleStream;

/// One optimizer's path on a surface.
///
/// @param plan the optimizer
/// @param descent the path
public record SurfacePath(RunPlan plan, Descent descent) {

  private static final int RATES = 25;
  private static final double LOWEST_RATE = 1e-5;

  /// Four to a decade, up to 10.
  private static final double FACTOR = 1.7782794100389228;

  /// Where and how far to walk.
  ///
  /// @param surface the function
  /// @param start where to begin
  /// @param steps how many, 1 or more
  /// @param seed of the errors of noisy gradients
  public record Request(Surface surface, Position start, int steps, long seed) {}

  /// Walks.
  ///
  /// @param choice a rule's name or a recipe, perhaps with a learning rate behind a colon. A bare
  ///   name gets one of 25 learning rates: that with the least mean height of the path.
  /// @param settings values of hyper-parameters; with a learning rate among them nothing is tuned
  /// @param request where
  /// @return the path
  /// @throws IllegalArgumentException if there is no such rule or hyper-parameter, or it refuses
  ///   the value
  public static SurfacePath of(String choice, Map<String, String> settings, Request request) {
    RunPlan plan = with(OptimizerChoices.one(choice, request.seed), settings);
    boolean tunes = OptimizerChoices.isBareName(choice) && plan.recipe().minimizer().isEmpty();
    if (!tunes || settings.containsKey("learningRate")) {
      return walk(plan, request);
    }
    return DoubleStream.iterate(LOWEST_RATE, rate -> rate * FACTOR)
        .limit(RATES)
        .mapToObj(rate ->
            walk(
                with(OptimizerChoices.one(choice + ":" + rounded(rate), request.seed), settings),
                request))
        .min(Comparator.comparingDouble(walk -> meanHeight(walk.descent)))
        .orElseThrow();
  }

  private static RunPlan with(RunPlan plan, Map<String, String> settings) {
    Optimizer recipe = plan.recipe();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      recipe = recipe.with(setting.getKey(), new RecipeParser(setting.getValue()).schedule());
    }
    return RunPlan.of(plan.optimizer(), recipe, plan.seed());
  }

  private static SurfacePath walk(RunPlan plan, Request request) {
    return new SurfacePath(
        plan,
        Descent.of(
            request.surface, request.start, plan.recipe(), request.steps, new Seed(request.seed)));
  }

  private static double rounded(double rate) {
    return Double.parseDouble("%.1e".formatted(rate));
  }

  /// What is tuned for: the mean height of the path, which wild ways down do not make low.
  private static double meanHeight(Descent descent) {
    double mean =
        descent.path().stream()
            .mapToDouble(place -> descent.surface().value(place.x(), place.y()))
            .average()
            .orElseThrow();
    return Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY;
  }
}
