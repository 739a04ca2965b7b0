package dev.ravine.optim.engine;

import dev.ravine.optim.layout.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/// The pieces of blocks, each of one tensor, for what is different in every tensor. Element-wise
/// stages need not know them and run over whole blocks, however small the tensors are.
final class Pieces {

  private final int[][] rows;
  private final int[] first;

  private Pieces(List<int[]> rows, int[] first) {
    this.rows = rows.toArray(int[][]::new);
    this.first = first;
  }

  static Pieces of(ParameterLayout layout, Blocks blocks) {
    List<int[]> rows = new ArrayList<>();
    int[] first = new int[blocks.count() + 1];
    int tensor = 0;
    for (int block = 0; block < blocks.count(); block++) {
      for (int from = blocks.from(block); from < blocks.to(block); ) {
        while (end(layout, tensor) <= from) {
          tensor++;
        }
        int to = Math.min(blocks.to(block), end(layout, tensor));
        rows.add(new int[] {from, to, tensor});
        from = to;
      }
      first[block + 1] = rows.size();
    }
    return new Pieces(rows, first);
  }

  private static int end(ParameterLayout layout, int tensor) {
    return layout.tensors().get(tensor).offset() + layout.tensors().get(tensor).size();
  }

  int count() {
    return rows.length;
  }

  /// The first piece of a block; the first of the next block is the one after its last.
  int first(int block) {
    return first[block];
  }

  /// The first element.
  int from(int piece) {
    return rows[piece][0];
  }

  /// The element after the last.
  int to(int piece) {
    return rows[piece][1];
  }

  int tensor(int piece) {
    return rows[piece][2];
  }
}
