package dev.ravine.kernels.core;

/// The innermost part of a matrix product: one small tile of C, held in registers while the sums
/// run over k.
///
/// Each element of C is one chain of fused multiply-adds over k in index order, whatever the tile's
/// size, so tiles of all kinds give the same bits.
public interface Tiles<A> {

  /// The rows of a tile; fewer are possible. Threads share C in multiples of them, or of
  /// [#sharedColumns].
  int rows();

  /// The most columns of a tile; fewer are possible.
  int columns();

  /// In multiples of how many columns threads share C.
  int sharedColumns();

  /// How many rows to multiply in one call, where there are as many.
  ///
  /// @param columns of the tile
  int height(TileBlock<A> block, int columns);

  /// Room for a worker.
  ///
  /// @param columns the most of its blocks
  /// @param k the most of its blocks
  TileBlock<A> block(int columns, int k);

  /// Multiplies at most [#columns()] columns of at most [#height] rows.
  void multiply(TileBlock<A> block, int rows, int columns, int aAt, int bAt, int cAt, int startAt);
}
