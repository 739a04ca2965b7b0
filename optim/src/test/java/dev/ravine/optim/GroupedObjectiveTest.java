package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.descent.Bfgs;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.minimize.TwiceDifferentiable;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Groups of parameters beside a minimizer.
class GroupedObjectiveTest {

  private static final ParameterLayout LAYOUT =
      ParameterLayout.empty()
          .and("hidden1.weight", ParameterRole.WEIGHT, 2)
          .and("hidden1.bias", ParameterRole.BIAS, 1)
          .and("head.weight", ParameterRole.WEIGHT, 2)
          .and("head.bias", ParameterRole.BIAS, 1);

  private static final double[] START = {5, 6, 7, 8, 9, 10};

  /// Three parts (p + 1)/2 Σ (j + 1) (xⱼ − p)², coupled by nothing.
  private static class Parabolas implements GaussNewtonSum, TwiceDifferentiable {

    @Override
    public int dimension() {
      return 6;
    }

    @Override
    public int parts() {
      return 3;
    }

    @Override
    public double gradient(int part, double[] x, double[] gradient) {
      double value = 0;
      for (int j = 0; j < 6; j++) {
        gradient[j] = (part + 1) * (j + 1) * (x[j] - part);
        value += gradient[j] * (x[j] - part) / 2;
      }
      return value;
    }

    @Override
    public void gaussNewtonTimes(int part, double[] x, double[] vector, double[] result) {
      for (int j = 0; j < 6; j++) {
        result[j] = (part + 1) * (j + 1) * vector[j];
      }
    }

    @Override
    public void hessianTimes(double[] x, double[] vector, double[] result) {
      for (int j = 0; j < 6; j++) {
        result[j] = 6 * (j + 1) * vector[j];
      }
    }

    /// Where Σ (p + 1)(j + 1)(x − p) + 3 decay · x is 0.
    static double minimum(int j, double decay) {
      return 8.0 * (j + 1) / (6.0 * (j + 1) + 3 * decay);
    }
  }

  /// Curvature couples all coordinates, the frozen one too: a product has the sum of the vector.
  private static final class Coupled extends Parabolas {

    @Override
    public void gaussNewtonTimes(int part, double[] x, double[] vector, double[] result) {
      Arrays.fill(result, Arrays.stream(vector).sum());
    }

    @Override
    public void hessianTimes(double[] x, double[] vector, double[] result) {
      Arrays.fill(result, Arrays.stream(vector).sum());
    }
  }

  @Test
  void nothingOfAFrozenParameterIsInAProduct() {
    GroupedObjective<Coupled> objective =
        Optimizer.parse("bfgs | frozen on \"hidden1.bias\"")
            .objective(new Coupled(), LAYOUT, START);
    double[] product = new double[5];
    objective.gaussNewtonTimes(0, objective.start(), new double[] {1, 2, 3, 4, 5}, product);
    assertThat(product).containsOnly(15);
    objective.hessianTimes(objective.start(), new double[] {1, 2, 3, 4, 6}, product);
    assertThat(product).containsOnly(16);
  }

  private static GroupedObjective<Parabolas> objective(String recipe) {
    return Optimizer.parse(recipe).objective(new Parabolas(), LAYOUT, START);
  }

  private static double[] solve(String recipe) {
    GroupedObjective<Parabolas> objective = objective(recipe);
    Minimum minimum = Bfgs.of().minimize(objective, objective.start(), StoppingRules.USUAL);
    return objective.point(minimum.point());
  }

  @Test
  void eachGroupHasItsPenaltyAndFrozenOnesStay() {
    double[] plain = solve("bfgs");
    double[] grouped =
        solve("l2(2) on weights | l2(1) on \"head.*\" | bfgs | frozen on \"hidden1.bias\"");
    double[] decays = {2, 2, 0, 3, 3, 1};
    for (int j = 0; j < 6; j++) {
      assertThat(plain[j]).isCloseTo(8.0 / 6, within(1e-6));
      double expected = j == 2 ? START[2] : Parabolas.minimum(j, decays[j]);
      assertThat(grouped[j]).as("parameter %d", j).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void derivativesAreThoseOfTheValue() {
    GroupedObjective<Parabolas> objective =
        objective("l2(2) on weights | bfgs | frozen on \"hidden1.bias\"");
    assertThat(objective.dimension()).isEqualTo(5);
    double[] at = {1, -2, 3, -4, 5};
    assertThat(objective.check(at).isRight()).isTrue();
    double[] v = {1, 2, 3, 4, 5};
    double[] product = new double[5];
    objective.gaussNewtonTimes(1, at, v, product);
    assertThat(product).containsExactly(2 + 2, 8 + 4, 2 * 4 * 3 + 6, 2 * 5 * 4 + 8, 2 * 6 * 5);
    objective.hessianTimes(at, v, product);
    assertThat(product).containsExactly(6 + 6, 24 + 12, 72 + 18, 120 + 24, 180);
    assertThat(objective.penalty(at)).isEqualTo(1 + 4 + 9 + 16);
  }

  @Test
  void recipesPrintAsTheyAreRead() {
    Optimizer read = Optimizer.parse("frozen on \"hidden1.*\" | lbfgs(5) | l2(0.1) on weights");
    assertThat(Optimizer.parse(read.toString())).isEqualTo(read);
    assertThat(read.toString()).startsWith("l2(weightDecay=0.1) on weights | lbfgs(");
    assertThat(read.toString()).endsWith(" | frozen on \"hidden1.*\"");
    assertThat(read.with("memory", "7").toString()).contains("l2(weightDecay=0.1)", "memory=7");
    assertThat(read.with("weightDecay", "3").toString()).contains("l2(weightDecay=3)", "memory=5");
    assertThat(read.with("l2.weightDecay", "3")).isEqualTo(read.with("weightDecay", "3"));
  }

  @Test
  void whatAMinimizerCannotHaveBesideItIsRefused() {
    assertThatThrownBy(() -> Optimizer.parse("clipGlobalNorm(1) | lbfgs"))
        .hasMessage(
            "lbfgs minimizes a whole objective: only l2 and frozen can stand beside it in a recipe,"
                + " not clipGlobalNorm(maxNorm=1)");
    assertThatThrownBy(() -> Optimizer.parse("lbfgs | adam(1) on weights"))
        .hasMessageContaining("only l2 and frozen can stand beside it in a recipe, not adam(");
    assertThatThrownBy(() -> Optimizer.parse("lbfgs | bfgs"))
        .hasMessageContaining("a recipe can have one minimizer only");
    assertThatThrownBy(() -> Optimizer.parse("lbfgs on weights"))
        .hasMessageContaining(
            "a minimizer moves all parameters but frozen ones: write | frozen on");
    assertThatThrownBy(() -> Optimizer.parse("l2(linear(1,0,9)) | lbfgs"))
        .hasMessageStartingWith("l2 beside lbfgs must have a constant weightDecay");
    assertThatThrownBy(() -> Optimizer.parse("lbfgs | frozen"))
        .hasMessageStartingWith("frozen leaves lbfgs nothing to move");
    assertThatThrownBy(() -> objective("lbfgs | frozen on weights | frozen on biases"))
        .hasMessageStartingWith(
            "at least one tensor must not be frozen, but all of [hidden1.weight");
    assertThatThrownBy(() -> objective("l2(1) on normalizations | lbfgs"))
        .hasMessageContaining("on normalizations selects none of the tensors [hidden1.weight");
    assertThatThrownBy(() -> Optimizer.parse("adam(1)").objective(new Parabolas(), LAYOUT, START))
        .hasMessageEndingWith("has no minimizer");
  }
}
