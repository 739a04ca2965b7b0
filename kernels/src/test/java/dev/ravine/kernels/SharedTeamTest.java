package dev.ravine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedTeamTest {

  /// Each caller counts its own parts: none is lost, none belongs to another.
  @Test
  void callersThatShareATeamAreServedInTurn() throws Exception {
    try (ThreadTeam team = new ThreadTeam(2);
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        all.add(
            callers.submit(() -> {
              int[] counts = new int[2];
              for (int i = 1; i <= 1000; i++) {
                team.run(part -> counts[part]++);
                assertThat(counts).containsExactly(i, i);
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  @Test
  void aTeamThatIsClosedWhileItRunsEndsTheRunFirst() throws Exception {
    for (int i = 0; i < 200; i++) {
      ThreadTeam team = new ThreadTeam(3);
      Thread closer = Thread.ofPlatform().start(team::close);
      try {
        for (int run = 0; run < 100; run++) {
          team.run(part -> Thread.onSpinWait());
        }
      } catch (IllegalStateException closed) {
        assertThat(closed).hasMessage("the thread team is closed");
      }
      closer.join();
    }
  }

  @Test
  void partsMustNotRunPartsNorCloseTheirTeam() {
    ThreadTeam team = new ThreadTeam(2);
    for (Runnable what : List.<Runnable>of(() -> team.run(inner -> {}), team::close)) {
      assertThatThrownBy(() ->
              team.run(part -> {
                if (part == 0) {
                  what.run();
                }
              }))
          .hasMessageStartingWith("a part of an operation must not ");
    }
    team.close();
  }
}
