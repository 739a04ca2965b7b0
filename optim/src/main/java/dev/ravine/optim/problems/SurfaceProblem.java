package dev.ravine.optim.problems;

import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Problem;
import java.util.Arrays;
import java.util.List;

/// A function of the plane as a problem, from the start that its pictures have.
///
/// @param surface the function, without noise
public record SurfaceProblem(Surface surface) implements Problem {

  /// Those that no other problem is.
  static List<Problem> all() {
    return Arrays.stream(Surface.values())
        .filter(surface -> surface.noise() == 0)
        .filter(surface -> surface != Surface.ROSENBROCK && surface != Surface.BEALE)
        .<Problem>map(SurfaceProblem::new)
        .toList();
  }

  @Override
  public String name() {
    return surface.label();
  }

  @Override
  public String summary() {
    return "a surface, to see in its picture: `ravine surface --function %s`".formatted(name());
  }

  @Override
  public String source() {
    return surface == Surface.HIMMELBLAU || surface == Surface.STYBLINSKI_TANG
        ? "Jamil, Yang 2013, arXiv 1308.4008"
        : "";
  }

  @Override
  public double[] start() {
    return new double[] {surface.start().x(), surface.start().y()};
  }

  @Override
  public List<Double> minima() {
    Position lowest = surface.minima().getFirst();
    return List.of(surface.value(lowest.x(), lowest.y()));
  }

  @Override
  public Objective objective() {
    Surface function = surface;
    return new Objective() {
      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public double value(double[] x) {
        return function.value(x[0], x[1]);
      }

      @Override
      public double gradient(double[] x, double[] gradient) {
        Position slope = function.slope(x[0], x[1]);
        gradient[0] = slope.x();
        gradient[1] = slope.y();
        return value(x);
      }
    };
  }
}
