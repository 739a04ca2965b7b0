package dev.ravine.kernels.core;

/// The innermost part of a matrix product: one small tile of C, held in registers while the sums
/// run over k.
///
/// Each element of C is one chain of fused multiply-adds over k in index order, whatever the tile's
/// size, so tiles of all kinds give the same bits.
public interface Tiles<A> {

  /// The rows of a tile; fewer are possible.
  int rows();

  /// The most columns of a tile; fewer are possible.
  int columns();

  /// From this length of the sums on, tall tiles are faster.
  int TALL_FROM = 16;

  /// Whether the fewer columns at the right edge of C are best computed [#columns()] rows at a
  /// time: where neighbours in a column of A lie side by side, vectors hold rows of C.
  static boolean areTall(TileBlock<?> block) {
    return block.aRow == 1 && block.k >= TALL_FROM;
  }

  /// Multiplies at most [#columns()] columns of at most [#rows()] rows; of [#columns()] rows where
  /// tiles are tall.
  void multiply(TileBlock<A> block, int rows, int columns, int aAt, int bAt, int cAt, int startAt);
}
