package dev.ravine.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The known answers published with the authors' own implementation for philox4x32, 10 rounds.
class PhiloxTest {

  @ParameterizedTest
  @CsvSource({
    "0000000000000000,0000000000000000,0000000000000000,e169c58d6627e8d5,9b00dbd8bc57ac4c",
    "ffffffffffffffff,ffffffffffffffff,ffffffffffffffff,41c83b0e408f276d,6d5451fda20bc7c6",
    "299f31d0a4093822,85a308d3243f6a88,0370734413198a2e,94fdccebd16cfe09,24126ea15001e420",
  })
  void givesThePublishedAnswers(String key, String low, String high, String first, String second) {
    long[] output = new long[2];
    Philox.block(word(key), word(low), word(high), output);
    assertThat(output).containsExactly(word(first), word(second));
  }

  private static long word(String hex) {
    return Long.parseUnsignedLong(hex, 16);
  }
}
