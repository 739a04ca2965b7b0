package dev.ravine.kernels.core;

/// The innermost part of a matrix product: one small tile of C, held in registers while the sums
/// run over k.
///
/// Each element of C is one chain of fused multiply-adds over k in index order, whatever the tile's
/// size, so tiles of all kinds give the same bits.
public interface Tiles<A> {

  /// The most rows of a tile; fewer are possible.
  int rows();

  /// The most columns of a tile; fewer are possible.
  int columns();

  /// Multiplies one tile of at most [#rows()] × [#columns()].
  void multiply(TileBlock<A> block, int rows, int columns, int aAt, int bAt, int cAt, int startAt);
}
