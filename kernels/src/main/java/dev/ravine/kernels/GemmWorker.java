package dev.ravine.kernels;

import dev.ravine.kernels.GemmShape.Activation;
import dev.ravine.kernels.GemmShape.Start;
import dev.ravine.kernels.GemmShape.Storage;
import dev.ravine.kernels.core.TileBlock;
import dev.ravine.kernels.core.Tiles;

/// One thread's rectangle of a matrix product: cut into blocks that fit the caches, blocks into
/// tiles.
///
/// A factor is used where it lies if tiles can read it there, and packed into contiguous panels
/// only where that pays: B when it is transposed (tiles read its rows), or when enough rows of C
/// use it again; A when enough columns do.
///
/// Goto, van de Geijn: Anatomy of High-Performance Matrix Multiplication (ACM TOMS 34, 2008).
final class GemmWorker<A> {

  private static final int K_BLOCK = 384;
  private static final int M_BLOCK = 96;
  private static final int N_BLOCK = 1024;

  /// From this many columns on, packing A is cheaper than reading it with a stride.
  private static final int PACK_A_FROM_COLUMNS = 256;

  /// From this many rows on, packing B is cheaper than reading it with a stride.
  private static final int PACK_B_FROM_ROWS = 256;

  private final GemmShape shape;
  private final int rowFrom;
  private final int rowTo;
  private final int columnFrom;
  private final int columnTo;
  private final Tiles<A> tiles;
  private final Kernels<A> kernels;
  private final TileBlock<A> block;

  private final boolean packsA;
  private final boolean packsB;
  private final int kBlock;
  private final int aRow;
  private final int aStep;
  private final int bRow;
  private final int bStep;
  private final int packedRow;
  private final int packedStep;
  private final A packedA;
  private final A packedB;
  private final A zeros;
  private int startColumn;

  GemmWorker(
      GemmShape shape,
      int rowFrom,
      int rowTo,
      int columnFrom,
      int columnTo,
      Tiles<A> tiles,
      Kernels<A> kernels) {
    this.shape = shape;
    this.rowFrom = rowFrom;
    this.rowTo = rowTo;
    this.columnFrom = columnFrom;
    this.columnTo = columnTo;
    this.tiles = tiles;
    this.kernels = kernels;
    packsA = columnTo - columnFrom >= PACK_A_FROM_COLUMNS;
    packsB = shape.b() == Storage.TRANSPOSED || rowTo - rowFrom >= PACK_B_FROM_ROWS;
    int kBlocks = (shape.k() + K_BLOCK - 1) / K_BLOCK;
    kBlock = (shape.k() + kBlocks - 1) / kBlocks;
    aRow = shape.a() == Storage.NORMAL ? shape.k() : 1;
    aStep = shape.a() == Storage.NORMAL ? 1 : shape.m();
    bRow = shape.b() == Storage.NORMAL ? shape.n() : 1;
    bStep = shape.b() == Storage.NORMAL ? 1 : shape.k();
    packedRow = shape.a() == Storage.NORMAL ? kBlock : 1;
    packedStep = shape.a() == Storage.NORMAL ? 1 : tiles.columns();
    int mBlock = Math.min(M_BLOCK, rowTo - rowFrom) + tiles.columns();
    int nBlock = Math.min(N_BLOCK, columnTo - columnFrom);
    packedA = kernels.array(packsA ? mBlock * kBlock : 0);
    packedB = kernels.array(packsB ? nBlock * kBlock : 0);
    block = tiles.block(nBlock, kBlock);
    zeros = kernels.array(tiles.columns());
  }

  void run(A a, int aFrom, A b, int bFrom, A c, int cFrom, A bias, int biasFrom) {
    block.c = c;
    block.cRow = shape.n();
    for (int p = 0; p < shape.k(); p += kBlock) {
      block.k = Math.min(kBlock, shape.k() - p);
      boolean last = p + block.k == shape.k();
      block.floor = last && shape.activation() == Activation.RELU ? 0 : Double.NEGATIVE_INFINITY;
      int startAt = start(p == 0 ? shape.start() : Start.C, c, cFrom, bias, biasFrom);
      for (int j = columnFrom; j < columnTo; j += N_BLOCK) {
        int columns = Math.min(N_BLOCK, columnTo - j);
        int bAt = bFrom + p * bRow + j * bStep;
        if (packsB) {
          packB(b, bAt, columns);
        }
        block.b = packsB ? packedB : b;
        for (int i = rowFrom; i < rowTo; i += M_BLOCK) {
          int rows = Math.min(M_BLOCK, rowTo - i);
          int aAt = aFrom + i * aRow + p * aStep;
          if (packsA) {
            packA(a, aAt, rows);
          }
          block.a = packsA ? packedA : a;
          int from = startAt + i * block.startRow + j * startColumn;
          panels(
              packsA ? 0 : aAt, packsB ? 0 : bAt, cFrom + i * shape.n() + j, from, rows, columns);
        }
      }
    }
  }

  /// Chooses what the sums of a block start from, and returns where that begins.
  private int start(Start start, A c, int cFrom, A bias, int biasFrom) {
    block.start =
        switch (start) {
          case ZERO -> zeros;
          case C -> c;
          case BIAS -> bias;
        };
    block.startRow = start == Start.C ? shape.n() : 0;
    startColumn = start == Start.ZERO ? 0 : 1;
    return switch (start) {
      case ZERO -> 0;
      case C -> cFrom;
      case BIAS -> biasFrom;
    };
  }

  private void panels(int aAt, int bAt, int cAt, int startAt, int rows, int columns) {
    block.aRow = packsA ? packedRow : aRow;
    block.aStep = packsA ? packedStep : aStep;
    for (int j = 0; j < columns; j += tiles.columns()) {
      int width = Math.min(tiles.columns(), columns - j);
      block.bStep = packsB ? width : bRow;
      int right = bAt + (packsB ? j * block.k : j);
      int unit = tiles.height(block, width);
      for (int i = 0; i < rows; i += unit) {
        int height = Math.min(unit, rows - i);
        int left = packsA ? packed(i) : aAt + i * aRow;
        int target = cAt + i * shape.n() + j;
        int start = startAt + i * block.startRow + j * startColumn;
        tiles.multiply(block, height, width, left, right, target, start);
      }
    }
  }

  /// Where a row of the packed A begins.
  private int packed(int i) {
    int inPanel = packedStep == 1 ? 0 : i % packedStep;
    return (i - inPanel) * kBlock + inPanel;
  }

  /// Rows stay rows, only closer together; columns become panels as wide as a tile, element (i, p)
  /// at p · width + i.
  private void packA(A a, int aAt, int rows) {
    if (shape.a() == Storage.NORMAL) {
      kernels.copy(a, aAt, aRow, 1, packedA, 0, packedRow, rows, block.k);
      return;
    }
    for (int i = 0; i < rows; i += packedStep) {
      int height = Math.min(packedStep, rows - i);
      kernels.copy(a, aAt + i, aStep, 1, packedA, i * kBlock, packedStep, block.k, height);
    }
  }

  /// Column panels: element (p, j) of a panel lies at p · width + j.
  private void packB(A b, int bAt, int columns) {
    for (int j = 0; j < columns; j += tiles.columns()) {
      int width = Math.min(tiles.columns(), columns - j);
      kernels.copy(b, bAt + j * bStep, bRow, bStep, packedB, j * block.k, width, block.k, width);
    }
  }
}
