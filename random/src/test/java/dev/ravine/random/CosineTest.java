package dev.ravine.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CosineTest {

  private static final double TURN = 2 * StrictMath.PI;

  @Test
  void hasTheBitsOfTheJdk() {
    DoubleStream anywhere = new Random(1).doubles(2_000_000, 0, TURN);
    DoubleStream nearMultiples =
        IntStream.rangeClosed(0, 8)
            .mapToDouble(k -> k * StrictMath.PI / 4)
            .flatMap(CosineTest::around);
    DoubleStream small = IntStream.range(0, 1080).mapToDouble(k -> StrictMath.scalb(1.3, -k));
    DoubleStream.concat(anywhere, DoubleStream.concat(nearMultiples, small))
        .filter(x -> x >= 0 && x <= TURN)
        .forEach(x -> {
          if (Double.doubleToRawLongBits(Cosine.of(x))
              != Double.doubleToRawLongBits(StrictMath.cos(x))) {
            assertThat(Cosine.of(x)).as("cos(%s)", x).isEqualTo(StrictMath.cos(x));
          }
        });
  }

  private static DoubleStream around(double x) {
    return IntStream.range(0, 60)
        .mapToDouble(k -> StrictMath.scalb(1.0, -k))
        .flatMap(distance -> DoubleStream.of(x - distance, x, x + distance));
  }
}
