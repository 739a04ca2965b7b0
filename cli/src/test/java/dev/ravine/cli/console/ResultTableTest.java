package dev.ravine.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  @Test
  void ofNoRunsNothingIsSaidOfSettings() {
    assertThat(ResultTable.of(List.of(), false, 0.1, 1))
        .contains("rule")
        .doesNotContain("No setting is better");
  }
}
