package dev.ravine.optim.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SurfaceTest {

  @ParameterizedTest
  @EnumSource
  void theSlopeIsTheDerivativeOfTheHeight(Surface surface) {
    Random random = new Random(7);
    double h = 1e-5;
    for (int i = 0; i < 200; i++) {
      double x = random.nextDouble(surface.low().x(), surface.high().x());
      double y = random.nextDouble(surface.low().y(), surface.high().y());
      Position slope = surface.slope(x, y);
      double dx = (surface.value(x + h, y) - surface.value(x - h, y)) / (2 * h);
      double dy = (surface.value(x, y + h) - surface.value(x, y - h)) / (2 * h);
      assertThat(slope.x()).as("at %s, %s", x, y).isCloseTo(dx, within(1e-5 * (1 + Math.abs(dx))));
      assertThat(slope.y()).as("at %s, %s", x, y).isCloseTo(dy, within(1e-5 * (1 + Math.abs(dy))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingLiesLowerThanTheMinimaAndTheyAreFlat(Surface surface) {
    Position first = surface.minima().getFirst();
    double lowest = surface.value(first.x(), first.y());
    for (Position minimum : surface.minima()) {
      assertThat(surface.value(minimum.x(), minimum.y())).isCloseTo(lowest, within(1e-12));
      Position slope = surface.slope(minimum.x(), minimum.y());
      assertThat(Math.hypot(slope.x(), slope.y())).isLessThan(1e-10);
    }
    Random random = new Random(8);
    for (int i = 0; i < 10_000; i++) {
      double x = random.nextDouble(surface.low().x(), surface.high().x());
      double y = random.nextDouble(surface.low().y(), surface.high().y());
      assertThat(surface.value(x, y)).isGreaterThanOrEqualTo(lowest - 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void startAndMinimaLieInThePicture(Surface surface) {
    assertThat(inside(surface, surface.start())).isTrue();
    assertThat(surface.minima()).isNotEmpty().allMatch(place -> inside(surface, place));
  }

  private static boolean inside(Surface surface, Position place) {
    return surface.low().x() < place.x()
        && place.x() < surface.high().x()
        && surface.low().y() < place.y()
        && place.y() < surface.high().y();
  }

  @Test
  void surfacesAreFoundByName() {
    assertThat(Surface.labels())
        .containsExactly(
            "rosenbrock",
            "beale",
            "himmelblau",
            "styblinskiTang",
            "saddle",
            "ravine",
            "plateau",
            "noisyBowl");
    assertThat(Surface.find("styblinskiTang")).contains(Surface.STYBLINSKI_TANG);
    assertThat(Surface.find("nothing")).isEmpty();
  }
}
