package org.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.recipe.Catalogue;
import org.junit.jupiter.api.Test;

class SpringTest {

  @Test
  void theWeightHangsBelowTheWall() {
    Problem spring = Catalogue.problem("spring");
    assertThat(spring.objective().check(spring.start()).isRight()).isTrue();
    Minimum minimum = Lbfgs.of().minimize(spring.objective(), spring.start());
    assertThat(minimum.value()).isCloseTo(spring.minima().getFirst(), within(1e-9));
    assertThat(minimum.point()).containsExactly(new double[] {0, -1.01}, within(1e-6));
  }
}
