package dev.ravine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {

  @Test
  void choosesByNameAndTakesTheVectorModuleWherePresent() {
    assertThat(KernelChoice.choose("")).isEqualTo(KernelChoice.VECTOR);
    assertThat(KernelChoice.choose("plain")).isEqualTo(KernelChoice.PLAIN);
    assertThat(KernelChoice.choose("vector")).isEqualTo(KernelChoice.VECTOR);
    assertThatThrownBy(() -> KernelChoice.choose("simd"))
        .hasMessage("ravine.kernels must be vector or plain, was simd");
  }
}
