package dev.ravine.optim.problems;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.GradientSource;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.UpdateRule;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The path of an optimizer on a surface.
///
/// @param surface where
/// @param path the start and the place after each step, of the weights to evaluate with; shorter
///   than was asked for if the last place is not finite
public record Descent(Surface surface, List<Position> path) {

  public Descent {
    path = List.copyOf(path);
  }

  /// Walks.
  ///
  /// @param surface where
  /// @param start where to begin
  /// @param optimizer what makes the steps
  /// @param steps how many, 1 or more
  /// @param seed of the errors of noisy gradients: the same for every optimizer
  /// @return the path
  public static Descent of(
      Surface surface, Position start, Optimizer optimizer, int steps, Seed seed) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, was " + steps);
    }
    if (optimizer.minimizer().isPresent()) {
      if (!optimizer.links().isEmpty()) {
        throw new IllegalArgumentException(
            "on a surface a minimizer must stand alone, was " + optimizer);
      }
      return minimizing(surface, start, optimizer.minimizer().get(), steps, seed);
    }
    Stepper stepper =
        optimizer.begin(
            ParameterLayout.flat(2),
            new ThreadTeam(1),
            Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
    RandomStream noise = seed.stream("noise");
    float[] theta = {(float) start.x(), (float) start.y()};
    float[] gradient = new float[2];
    float[] shown = new float[2];
    GradientSource look = (at, into) -> look(surface, noise, at, into);
    List<Position> path = new ArrayList<>(List.of(start));
    for (int i = 0; i < steps && isFinite(path.getLast()); i++) {
      look.gradient(theta, gradient);
      stepper.stepConsuming(theta, gradient, look);
      stepper.evaluationWeights(theta, shown);
      path.add(new Position(shown[0], shown[1]));
    }
    return new Descent(surface, path);
  }

  /// A step is an iteration, which may look at several places.
  private static Descent minimizing(
      Surface surface, Position start, Minimizer minimizer, int steps, Seed seed) {
    RandomStream noise = seed.stream("noise");
    Objective objective =
        new Objective() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public double value(double[] x) {
            return surface.value(x[0], x[1]);
          }

          @Override
          public double gradient(double[] x, double[] gradient) {
            Position slope = surface.slope(x[0], x[1]);
            gradient[0] = slope.x() + surface.noise() * noise.nextGaussian();
            gradient[1] = slope.y() + surface.noise() * noise.nextGaussian();
            return value(x);
          }
        };
    List<Position> path = new ArrayList<>(List.of(start));
    StoppingRules rules = StoppingRules.USUAL.gradientTolerance(0).iterations(steps);
    minimizer.minimize(
        objective,
        new double[] {start.x(), start.y()},
        rules,
        now -> path.add(new Position(now.point()[0], now.point()[1])));
    return new Descent(surface, path);
  }

  /// Walks from the surface's usual start. The errors of noisy gradients are those of seed 0.
  ///
  /// @param surface where
  /// @param rule what makes the steps
  /// @param steps how many, 1 or more
  /// @return the path
  public static Descent of(Surface surface, UpdateRule rule, int steps) {
    return of(surface, surface.start(), Optimizer.of(rule), steps, new Seed(0));
  }

  private static boolean isFinite(Position place) {
    return Double.isFinite(place.x()) && Double.isFinite(place.y());
  }

  private static void look(Surface surface, RandomStream noise, float[] at, float[] into) {
    Position slope = surface.slope(at[0], at[1]);
    into[0] = (float) (slope.x() + surface.noise() * noise.nextGaussian());
    into[1] = (float) (slope.y() + surface.noise() * noise.nextGaussian());
  }

  /// Where it ended.
  ///
  /// @return the last place
  public Position end() {
    return path.getLast();
  }

  /// How high the end is.
  ///
  /// @return the surface's value there, NaN or infinite if the path left all bounds
  public double endValue() {
    return surface.value(end().x(), end().y());
  }

  /// Whether it left all bounds.
  ///
  /// @return whether the end is no place
  public boolean diverged() {
    return !isFinite(end()) || !Double.isFinite(endValue());
  }
}
