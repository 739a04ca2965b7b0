package dev.ravine.examples;

import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.descent.Bfgs;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.descent.Lbfgsb;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.minimize.LeastSquares;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.secondorder.trustregion.LevenbergMarquardt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A function of one's own, minimized: with a callback, without a gradient, within bounds, and step
/// by step with a checkpoint; and a curve that is fitted.
public final class Example8Minimize {

  private Example8Minimize() {}

  /// f(x) = Σ (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)² / 100, and its gradient.
  private record Bend(int dimension) implements Objective {

    @Override
    public double value(double[] x) {
      return gradient(x, new double[dimension]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      double value = 0;
      gradient[0] = 0;
      for (int i = 0; i + 1 < dimension; i++) {
        double off = x[i + 1] - x[i] * x[i];
        double left = 1 - x[i];
        value += off * off + left * left / 100;
        gradient[i] += -4 * x[i] * off - left / 50;
        gradient[i + 1] = 2 * off;
      }
      return value;
    }
  }

  /// a · exp(−b t) through seven points.
  private record Decay() implements LeastSquares {

    private static final double[] MEASURED = {4.9, 3.1, 1.8, 1.1, 0.7, 0.4, 0.25};

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public int residuals() {
      return MEASURED.length;
    }

    @Override
    public void residuals(double[] x, double[] r, double @Nullable [][] jacobian) {
      for (int t = 0; t < r.length; t++) {
        double falls = Math.exp(-x[1] * t);
        r[t] = x[0] * falls - MEASURED[t];
        if (jacobian != null) {
          jacobian[t][0] = falls;
          jacobian[t][1] = -x[0] * t * falls;
        }
      }
    }
  }

  /// Runs it.
  ///
  /// @param arguments none
  /// @throws IOException if the temporary folder can't be written
  public static void main(String[] arguments) throws IOException {
    Objective bend = new Bend(20);
    double[] start = new double[20];
    double[] somewhere = new Random(1).doubles(20, -2, 2).toArray();
    System.out.println(bend.check(somewhere));

    Minimum minimum =
        Lbfgs.of()
            .minimize(
                bend,
                start,
                StoppingRules.USUAL.gradientTolerance(1e-8),
                now -> now.evaluations() < 1_000); // false ends it
    System.out.println("free: " + minimum);

    Minimum numerical = Bfgs.of().minimize(Objective.numerical(20, bend::value), start);
    System.out.println("without a gradient: " + numerical);

    Minimum bounded = Lbfgsb.of().minimize(bend.within(Bounds.of(-1, 0.9)), start);
    System.out.println("within -1 … 0.9: " + bounded);

    StoppingRules rules = StoppingRules.USUAL.gradientTolerance(1e-8);
    Minimization first = Lbfgs.of().begin(bend, start, rules);
    for (int i = 0; i < 10; i++) {
      first.step();
    }
    Path file = Files.createTempFile("ravine", ".safetensors");
    Checkpoint.of(Lbfgs.of(), first).write(file);
    Checkpoint read = Checkpoint.read(file, ParameterLayout.flat(20));
    Minimization second = Lbfgs.of().resume(bend, read.minimization(), rules);
    while (second.step()) {
      // To the end.
    }
    Files.delete(file);
    boolean same = Arrays.equals(second.minimum().point(), minimum.point());
    System.out.println("resumed, the same bits: " + same);
    Minimum fit = LevenbergMarquardt.of().minimize(new Decay(), new double[] {1, 1});
    System.out.printf("fitted: %s, %s%n", Arrays.toString(fit.point()), fit.stop().words());
    System.out.println("f = " + minimum.value());
  }
}
