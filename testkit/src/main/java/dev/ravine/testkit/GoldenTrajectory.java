package dev.ravine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.Demand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// A trajectory that an independent program computed in float64.
///
/// The file begins with a comment line, the recipe. Then CSV: a row per step with `step`,
/// `learningRate`, the gradient `g0 …`, the parameters after the step `theta0 …` and, if they
/// differ, the weights to evaluate with, `evaluation0 …`. Row 0 holds the parameters at the
/// beginning.
///
/// The error allowed in step t is 4 ulp(θ) · √t + 1e-5 × the distance moved so far; the file has no
/// say in it. A file that could not tell a wrong rule from a right one is refused: fewer than 10
/// steps, equal coordinates, a start that is no float.
public final class GoldenTrajectory {

  private static final double ULPS = 4;
  private static final double OF_DISTANCE = 1e-5;
  private static final int FEWEST_STEPS = 10;

  private final Path file;
  private final Optimizer optimizer;
  private final int size;
  private final double[] rates;
  private final float[][] gradients;
  private final double[][] thetas;
  private final double[][] evaluations;

  private GoldenTrajectory(Path file, List<String> lines) {
    this.file = file;
    List<String> columns = List.of(lines.get(1).split(",", -1));
    size = (int) columns.stream().filter(c -> c.matches("g\\d+")).count();
    boolean evaluates = columns.contains("evaluation0");
    int steps = lines.size() - 3;
    rates = new double[steps];
    gradients = new float[steps][size];
    thetas = new double[steps + 1][];
    evaluations = new double[evaluates ? steps + 1 : 0][];
    for (int t = 0; t <= steps; t++) {
      double[] row =
          Arrays.stream(lines.get(t + 2).split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      assertThat(row[0]).as("step in %s", file).isEqualTo(t);
      thetas[t] = Arrays.copyOfRange(row, 2 + size, 2 + 2 * size);
      if (evaluates) {
        evaluations[t] = Arrays.copyOfRange(row, 2 + 2 * size, 2 + 3 * size);
      }
      if (t > 0) {
        rates[t - 1] = row[1];
        for (int i = 0; i < size; i++) {
          gradients[t - 1][i] = (float) row[2 + i];
        }
      }
    }
    optimizer =
        Optimizer.parse(lines.getFirst().substring(2))
            .with("learningRate", k -> rates[(int) Math.min(k, steps - 1)]);
    refuseWeakFiles();
  }

  private void refuseWeakFiles() {
    assertThat(rates.length).as("steps in %s", file).isGreaterThanOrEqualTo(FEWEST_STEPS);
    double[] start = thetas[0];
    assertThat(Arrays.stream(start).distinct().count())
        .as("distinct coordinates in %s", file)
        .isEqualTo(start.length);
    assertThat(Arrays.stream(start).allMatch(x -> x == (float) x))
        .as("start of %s is exact", file)
        .isTrue();
  }

  /// Reads a file.
  ///
  /// @param file a trajectory
  /// @return what it holds
  /// @throws AssertionError if it is too weak
  public static GoldenTrajectory read(Path file) {
    try {
      return new GoldenTrajectory(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The recipe it was computed with.
  ///
  /// @return its learning rate is the file's
  public Optimizer optimizer() {
    return optimizer;
  }

  /// Whether a misplaced learning rate could show.
  ///
  /// @return true if it is not the same in all steps
  public boolean learningRateChanges() {
    return Arrays.stream(rates).distinct().count() > 1;
  }

  /// Follows the trajectory.
  ///
  /// @throws AssertionError at the first number that is too far off
  public void check() {
    float[] theta = new float[size];
    for (int i = 0; i < size; i++) {
      theta[i] = (float) thetas[0][i];
    }
    Stepper stepper =
        optimizer.begin(
            ParameterLayout.flat(size),
            new ThreadTeam(1),
            Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
    double[] moved = new double[size];
    float[] evaluation = new float[size];
    for (int t = 1; t < thetas.length; t++) {
      stepper.step(theta, gradients[t - 1].clone());
      for (int i = 0; i < size; i++) {
        moved[i] += Math.abs(thetas[t][i] - thetas[t - 1][i]);
      }
      check("theta", t, theta, thetas[t], moved);
      if (evaluations.length > 0) {
        stepper.evaluationWeights(theta, evaluation);
        check("evaluation", t, evaluation, evaluations[t], moved);
      }
    }
  }

  private void check(String what, int t, float[] found, double[] exact, double[] moved) {
    for (int i = 0; i < size; i++) {
      double allowed = ULPS * Math.ulp((float) exact[i]) * Math.sqrt(t) + OF_DISTANCE * moved[i];
      assertThat(Math.abs(found[i] - exact[i]))
          .as("%s: error of %s%d in step %d", file.getFileName(), what, i, t)
          .isLessThanOrEqualTo(allowed);
    }
  }
}
