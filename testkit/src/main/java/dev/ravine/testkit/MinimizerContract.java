package dev.ravine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.ToySum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every minimizer must keep. A minimizer's test implements this and says which.
public interface MinimizerContract {

  /// The minimizer under test.
  ///
  /// @return the same in every call
  Minimizer minimizer();

  /// What it is tried on.
  ToySum SMALL = new ToySum(8, 6);

  /// The same with a dimension that is worth several threads.
  ToySum WIDE = new ToySum(9000, 3);

  /// Never ends by itself.
  StoppingRules ENDLESS = StoppingRules.USUAL.gradientTolerance(0);

  /// Counts evaluations.
  final class Counting implements GaussNewtonSum {

    private final GaussNewtonSum sum;
    private long ofParts;
    private long ofAll;
    private boolean broken;

    Counting(ToySum problem) {
      sum = (GaussNewtonSum) problem.objective();
    }

    @Override
    public int dimension() {
      return sum.dimension();
    }

    @Override
    public int parts() {
      return sum.parts();
    }

    @Override
    public double gradient(int part, double[] x, double[] gradient) {
      ofParts++;
      double value = sum.gradient(part, x, gradient);
      return broken ? Double.NaN : value;
    }

    /// A product counts as two evaluations.
    @Override
    public void gaussNewtonTimes(int part, double[] x, double[] vector, double[] result) {
      ofParts += 2;
      sum.gaussNewtonTimes(part, x, vector, result);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      ofAll++;
      double value = sum.gradient(x, gradient);
      return broken ? Double.NaN : value;
    }

    @Override
    public double value(double[] x) {
      ofAll++;
      return sum.value(x);
    }
  }

  private Minimization begin(ToySum problem, ThreadTeam team) {
    return minimizer().begin(problem.objective(), problem.start(), ENDLESS, team);
  }

  private static void run(Minimization minimization, int steps) {
    for (int i = 0; i < steps; i++) {
      minimization.step();
    }
  }

  /// Nothing is kept from one use to the next.
  @Test
  default void anEqualStartIsAnEqualWay() {
    ThreadTeam one = new ThreadTeam(1);
    Minimization first = begin(SMALL, one);
    Minimization second = begin(SMALL, one);
    for (int i = 0; i < 20; i++) {
      first.step();
      second.step();
      assertThat(second.minimum().point()).containsExactly(first.minimum().point());
    }
  }

  /// The bits are those of one thread.
  @Test
  default void threadsChangeNoBit() {
    Minimization alone = begin(WIDE, new ThreadTeam(1));
    run(alone, 12);
    try (ThreadTeam team = new ThreadTeam(3)) {
      Minimization shared = begin(WIDE, team);
      run(shared, 12);
      assertThat(shared.minimum().point()).containsExactly(alone.minimum().point());
    }
  }

  /// Interrupted at any step, saved as a file and resumed, it ends with the same bits.
  ///
  /// @param folder for the file
  /// @throws IOException never
  @Test
  default void aResumedRunHasTheBitsOfOneThatWasNotInterrupted(@TempDir Path folder)
      throws IOException {
    Minimization whole = begin(SMALL, new ThreadTeam(1));
    ParameterLayout layout = ParameterLayout.flat(SMALL.dimension());
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Path file = folder.resolve("checkpoint" + i);
      Checkpoint.of(Optimizer.of(minimizer()), layout, new float[SMALL.dimension()], whole.state())
          .write(file);
      files.add(file);
      whole.step();
    }
    for (int i = 0; i < files.size(); i++) {
      Minimization resumed =
          minimizer()
              .resume(
                  SMALL.objective(), Checkpoint.read(files.get(i), layout).minimization(), ENDLESS);
      run(resumed, files.size() - i);
      assertThat(resumed.minimum().point())
          .as("interrupted at %d", i)
          .containsExactly(whole.minimum().point());
      assertThat(resumed.minimum()).hasToString(whole.minimum().toString());
    }
  }

  /// The start belongs to the caller.
  @Test
  default void theStartIsNotChanged() {
    double[] start = SMALL.start();
    minimizer().minimize(SMALL.objective(), start, StoppingRules.USUAL.iterations(10));
    assertThat(start).containsExactly(SMALL.start());
  }

  /// Errors name what is wrong.
  @Test
  default void aStartThatIsNoneIsRefused() {
    assertThatThrownBy(() -> minimizer().minimize(SMALL.objective(), new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start must have 8 numbers, as the objective has, had 3");
    Counting broken = new Counting(SMALL);
    broken.broken = true;
    assertThatThrownBy(() -> minimizer().minimize(broken, SMALL.start()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be finite at the start")
        .hasMessageContaining("NaN");
  }

  /// Each evaluation is counted, and passes are what they amount to.
  @Test
  default void evaluationsAreCounted() {
    Counting counting = new Counting(SMALL);
    Minimization minimization = minimizer().begin(counting, SMALL.start(), ENDLESS);
    run(minimization, 15);
    Minimum minimum = minimization.minimum();
    assertThat(counting.ofParts == 0 || counting.ofAll == 0).isTrue();
    assertThat(minimum.evaluations()).isEqualTo(counting.ofParts + counting.ofAll);
    double passes =
        counting.ofAll > 0 ? counting.ofAll : (double) counting.ofParts / counting.parts();
    assertThat(minimum.passes()).isEqualTo(passes);
  }

  /// It ends where it was told to, and says so.
  @Test
  default void itEndsByTheRulesAndSaysWhich() {
    Minimum few = minimizer().minimize(SMALL.objective(), SMALL.start(), ENDLESS.iterations(3));
    assertThat(few.iterations()).isEqualTo(3);
    assertThat(few.stop()).isEqualTo(Stop.ITERATIONS);
    Minimum brief = minimizer().minimize(SMALL.objective(), SMALL.start(), ENDLESS.passes(4));
    assertThat(brief.passes()).isBetween(4.0, 9.0);
    assertThat(brief.stop()).isEqualTo(Stop.PASSES);
    Minimum told =
        minimizer()
            .minimize(SMALL.objective(), SMALL.start(), ENDLESS, now -> now.iterations() < 2);
    assertThat(told.iterations()).isEqualTo(2);
    assertThat(told.stop()).isEqualTo(Stop.CALLBACK);
  }

  /// Whether its last step is cut short to keep to the budget, so that a run with a larger budget
  /// differs there: true of methods whose steps are long, such as Hessian-free.
  ///
  /// @return false by default
  default boolean budgetShortensSteps() {
    return false;
  }

  /// A state is not taken for that of another minimizer.
  @Test
  default void aStateOfAnotherMinimizerIsRefused() {
    MinimizationState own = begin(SMALL, new ThreadTeam(1)).state();
    Map<String, Double> numbers = new HashMap<>(own.numbers());
    numbers.put("more", 1.0);
    MinimizationState another = new MinimizationState(numbers, own.arrays());
    assertThatThrownBy(() -> minimizer().resume(SMALL.objective(), another, ENDLESS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the state must be of an equal minimizer and dimension, but the minimizer keeps no more");
  }

  /// A run that ended by its budget and is resumed with a larger one is a run with the larger one.
  @Test
  default void aLargerBudgetGoesOnWhereTheSmallerEnded() {
    Assumptions.assumeThat(budgetShortensSteps()).isFalse();
    Minimization small = minimizer().begin(SMALL.objective(), SMALL.start(), ENDLESS.passes(4));
    run(small, 1000);
    Minimization large = minimizer().resume(SMALL.objective(), small.state(), ENDLESS.passes(12));
    run(large, 1000);
    Minimum whole = minimizer().minimize(SMALL.objective(), SMALL.start(), ENDLESS.passes(12));
    assertThat(small.minimum().stop()).isEqualTo(Stop.PASSES);
    assertThat(large.minimum().point()).containsExactly(whole.point());
    assertThat(large.minimum().computed(SMALL.objective())).hasToString(whole.toString());
  }

  /// Twenty passes lower the value, by a good part of what there is to gain.
  @Test
  default void theValueFalls() {
    Minimum minimum = minimizer().minimize(SMALL.objective(), SMALL.start(), ENDLESS.passes(20));
    double start = SMALL.objective().value(SMALL.start());
    double end = SMALL.objective().value(minimum.point());
    assertThat(end).as(Arrays.toString(minimum.point())).isLessThan(0.9 * start);
  }
}
