package dev.ravine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ThreadTeamTest {

  @Test
  void everyPartRunsOnceForEachOperation() {
    try (ThreadTeam team = new ThreadTeam(3)) {
      AtomicIntegerArray counts = new AtomicIntegerArray(3);
      for (int i = 0; i < 1000; i++) {
        team.run(counts::incrementAndGet);
      }
      for (int part = 0; part < 3; part++) {
        assertThat(counts.get(part)).isEqualTo(1000);
      }
    }
  }

  @Test
  void aFailureInAnotherThreadReachesTheCaller() {
    try (ThreadTeam team = new ThreadTeam(2)) {
      ThreadTeam.Task failing =
          part -> {
            if (part == 1) {
              throw new IllegalArgumentException("broken");
            }
          };
      assertThatThrownBy(() -> team.run(failing)).cause().hasMessage("broken");
      team.run(part -> {});
    }
  }

  @Test
  void anEmptyTeamIsRefused() {
    assertThatThrownBy(() -> new ThreadTeam(0)).hasMessage("threads must be 1 or more, was 0");
  }
}
