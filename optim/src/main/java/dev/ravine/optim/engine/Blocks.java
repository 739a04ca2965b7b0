package dev.ravine.optim.engine;

import dev.ravine.optim.layout.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/// How a walk cuts the parameter vector into blocks, each of one chain.
final class Blocks {

  /// Elements of a block: 256 KiB with four arrays, which a core's second cache holds. Blocks for
  /// the first cache are slower from memory: each begins the hardware's prefetching anew.
  static final int SIZE = 16_384;

  /// Where blocks must end.
  enum Cut {
    /// Where the chain changes.
    CHAINS,
    /// Nowhere but at the end of every tensor.
    WHOLE_TENSORS
  }

  private final int[][] rows;

  private Blocks(List<int[]> rows) {
    this.rows = rows.toArray(int[][]::new);
  }

  /// Cuts a layout of which each tensor belongs to a chain.
  static Blocks of(ParameterLayout layout, int[] chains, Cut cut) {
    List<int[]> rows = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < chains.length; i++) {
      ParameterLayout.Tensor tensor = layout.tensors().get(i);
      int end = tensor.offset() + tensor.size();
      boolean goesOn = i + 1 < chains.length && chains[i + 1] == chains[i];
      if (goesOn && cut == Cut.CHAINS) {
        continue;
      }
      int size = cut == Cut.WHOLE_TENSORS ? Math.max(1, end - begin) : SIZE;
      for (int from = begin; from < end; from += size) {
        rows.add(new int[] {from, Math.min(end, from + size), chains[i], i});
      }
      begin = end;
    }
    return new Blocks(rows);
  }

  int count() {
    return rows.length;
  }

  /// The first element.
  int from(int block) {
    return rows[block][0];
  }

  /// The element after the last.
  int to(int block) {
    return rows[block][1];
  }

  int chain(int block) {
    return rows[block][2];
  }

  /// The tensor it ends in, or that it is if blocks are whole tensors.
  int tensor(int block) {
    return rows[block][3];
  }
}
