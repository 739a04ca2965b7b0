package dev.ravine.autodiff;

import dev.ravine.kernels.ThreadTeam;
import java.util.List;

/// One piece of a plan's work.
interface Instruction {

  void run();

  /// An element-wise operation on arrays of one size, each from its beginning.
  interface Elementwise {
    void run(int from, int to);
  }

  /// Element-wise operations of one size, run together over pieces that fit the cache.
  final class Fused implements Instruction {

    private static final int PIECE = 2048;
    private static final int WORTH_A_THREAD = 1 << 16;

    private final List<Elementwise> operations;
    private final int size;
    private final ThreadTeam team;
    private final ThreadTeam.Task task;

    Fused(List<Elementwise> operations, int size, ThreadTeam team) {
      this.operations = List.copyOf(operations);
      this.size = size;
      this.team = team;
      int parts = (long) size * operations.size() < WORTH_A_THREAD ? 1 : team.size();
      task = part -> runPart(part, parts);
    }

    @Override
    public void run() {
      if ((long) size * operations.size() < WORTH_A_THREAD) {
        task.run(0);
      } else {
        team.run(task);
      }
    }

    private void runPart(int part, int parts) {
      int pieces = (size + PIECE - 1) / PIECE;
      int last = (int) ((long) pieces * (part + 1) / parts);
      for (int piece = (int) ((long) pieces * part / parts); piece < last; piece++) {
        int from = piece * PIECE;
        int to = Math.min(size, from + PIECE);
        for (int i = 0; i < operations.size(); i++) {
          operations.get(i).run(from, to);
        }
      }
    }
  }
}
