package dev.ravine.optim.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.TestProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResumedMinimizationTest {

  private static final TestProblem PROBLEM = TestProblem.rosenbrock(6);

  static Stream<Minimizer> minimizers() {
    return MinimizerTest.minimizers();
  }

  @ParameterizedTest
  @MethodSource("minimizers")
  void theBitsAreThoseOfOneRunAfterEveryIteration(Minimizer minimizer) {
    StoppingRules rules = StoppingRules.USUAL.iterations(25);
    Minimization whole = minimizer.begin(PROBLEM, PROBLEM.start(), rules);
    List<MinimizationState> states = new ArrayList<>(List.of(whole.state()));
    while (whole.step()) {
      states.add(whole.state());
    }
    assertThat(states).hasSizeGreaterThan(5);
    for (MinimizationState state : states.subList(0, states.size() - 1)) {
      Minimization resumed = minimizer.resume(PROBLEM, state, rules);
      while (resumed.step()) {
        // To the end.
      }
      assertThat(resumed.minimum().point()).containsExactly(whole.minimum().point());
      assertThat(resumed.minimum()).hasToString(whole.minimum().toString());
    }
  }

  @Test
  void aStateOfAnotherMinimizerOrDimensionIsRefused() {
    MinimizationState ofTwo =
        Bfgs.of().begin(TestProblem.rosenbrock(2), new double[2], StoppingRules.USUAL).state();
    assertThatThrownBy(() -> Bfgs.of().resume(PROBLEM, ofTwo, StoppingRules.USUAL))
        .hasMessage(
            "the state must be of an equal minimizer and dimension, but its array x must have 6 numbers, has 2");
    MinimizationState ofBfgs =
        Bfgs.of().begin(PROBLEM, PROBLEM.start(), StoppingRules.USUAL).state();
    assertThatThrownBy(() -> Lbfgs.of().resume(PROBLEM, ofBfgs, StoppingRules.USUAL))
        .hasMessage(
            "the state must be of an equal minimizer and dimension, but it has no number pairs");
    assertThatThrownBy(() ->
            Lbfgs.of()
                .resume(
                    PROBLEM,
                    new MinimizationState(Map.of(), Map.of("x", new double[6])),
                    StoppingRules.USUAL))
        .hasMessage(
            "the state must be of an equal minimizer and dimension, but its array gradient must have 6 numbers, has none");
  }

  @Test
  void theCallbackIsToldOfEveryIterationAndMayEndIt() {
    List<Long> told = new ArrayList<>();
    Minimum minimum =
        Lbfgs.of()
            .minimize(
                PROBLEM,
                PROBLEM.start(),
                StoppingRules.USUAL,
                now -> {
                  told.add(now.iterations());
                  return now.iterations() < 4;
                });
    assertThat(told).containsExactly(1L, 2L, 3L, 4L);
    assertThat(minimum.stop()).isEqualTo(Stop.CALLBACK);
    assertThat(minimum.passes()).isEqualTo(minimum.evaluations());
  }
}
