package dev.ravine.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.data.split.Split;
import org.junit.jupiter.api.Test;

/// What an autoencoder learns.
class ReconstructionTest {

  private static Dataset pictures() {
    byte[] pixels = {0, 50, 100, (byte) 200, (byte) 250, 7, 9, 11, 13};
    return new Dataset("pictures", 3, 2, pixels, new byte[] {0, 1, 0});
  }

  @Test
  void theTargetIsWhatTheModelSees() {
    Dataset learnt = new Split(pictures(), pictures()).reconstructing().train();
    assertThat(learnt.targets().outputs()).isEqualTo(3);
    float[] seen = new float[3];
    float[] target = {9, 9, 9, 9, 9};
    for (int example = 0; example < 3; example++) {
      learnt.read(example, learnt.preprocessing(), seen);
      learnt.target(example, learnt.preprocessing(), target, 1);
      assertThat(target).containsExactly(9, seen[0], seen[1], seen[2], 9);
    }
    assertThat(learnt.range(1, 3).targets().size()).isEqualTo(2);
    assertThat(learnt.pick(new int[] {2}).targets().size()).isEqualTo(1);
  }

  @Test
  void theChecksumTellsIt() {
    Dataset labelled = pictures();
    Split learnt = new Split(labelled, pictures()).reconstructing();
    assertThat(learnt.train().checksum())
        .isNotEqualTo(labelled.checksum())
        .isNotEqualTo(labelled.withoutTargets().checksum())
        .isEqualTo(learnt.validation().checksum());
  }
}
