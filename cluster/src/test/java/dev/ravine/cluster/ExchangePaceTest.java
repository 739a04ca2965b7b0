package dev.ravine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.cluster.downpour.ExchangePace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangePaceTest {

  @ParameterizedTest
  @CsvSource({"1, 0.1, 1, 0.909", "1, 1, 5, 0.833", "0.84, 8.5, 51, 0.834", "2, 0.41, 2, 0.907"})
  void exchangesTakeAFifthAtMost(double step, double exchange, int every, double efficiency) {
    ExchangePace pace = new ExchangePace(step, exchange);
    assertThat(pace.every()).isEqualTo(every);
    assertThat(pace.efficiency(every)).isCloseTo(efficiency, within(5e-4));
  }
}
