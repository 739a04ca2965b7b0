package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTrajectoryTest {

  static List<String> names() {
    return GoldenTrajectory.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theRuleFollowsTheOracle(String name) {
    GoldenTrajectory.read(name).check();
  }

  @Test
  void everyRuleHasATrajectoryWhoseLearningRateChanges() {
    for (String rule : Catalogue.names()) {
      assertThat(GoldenTrajectory.read(rule).learningRateChanges()).as(rule).isTrue();
    }
    assertThat(names()).hasSize(2 * Catalogue.names().size());
  }
}
