package dev.ravine.kernels;

import dev.ravine.kernels.core.Tiles;

/// A matrix product, prepared once for its shape and run any number of times without allocating.
///
/// Each element of C is one chain of fused multiply-adds over k in index order, beginning with the
/// shape's start. How C is cut into blocks, tiles and threads' parts changes no bit. Not to be run
/// by two threads at the same time.
///
/// @param <A> `float[]` or `double[]`
public final class Gemm<A> {

  /// Below this many multiplications a second thread costs more than it brings.
  private static final long WORTH_A_THREAD = 40_000;

  private final GemmShape shape;
  private final ThreadTeam team;
  private final GemmWorker<A>[] workers;
  private final ThreadTeam.Task task;
  private final A nothing;

  private A a;
  private A b;
  private A c;
  private A bias;
  private int aFrom;
  private int bFrom;
  private int cFrom;
  private int biasFrom;

  Gemm(GemmShape shape, ThreadTeam team, Tiles<A> tiles, Kernels<A> kernels) {
    this.shape = shape;
    this.team = team;
    this.workers = workers(shape, team.size(), tiles, kernels);
    this.task = this::runPart;
    nothing = kernels.array(0);
    a = nothing;
    b = nothing;
    c = nothing;
    bias = nothing;
  }

  private static <A> GemmWorker<A>[] workers(
      GemmShape shape, int threads, Tiles<A> tiles, Kernels<A> kernels) {
    long products = (long) shape.m() * shape.n() * shape.k();
    int parts = (int) Math.max(1, Math.min(threads, products / WORTH_A_THREAD));
    @SuppressWarnings({"unchecked", "rawtypes"})
    GemmWorker<A>[] workers = new GemmWorker[parts];
    boolean byRows = shape.m() >= shape.n();
    int size = byRows ? shape.m() : shape.n();
    int unit = byRows ? tiles.rows() : tiles.sharedColumns();
    int units = (size + unit - 1) / unit;
    for (int part = 0; part < parts; part++) {
      int from = Math.min(size, units * part / parts * unit);
      int to = Math.min(size, units * (part + 1) / parts * unit);
      workers[part] =
          byRows
              ? new GemmWorker<>(shape, from, to, 0, shape.n(), tiles, kernels)
              : new GemmWorker<>(shape, 0, shape.m(), from, to, tiles, kernels);
    }
    return workers;
  }

  /// Computes C from A and B, for shapes that do not start from a bias.
  ///
  /// @param a the array that holds A, m · k numbers
  /// @param aFrom where A begins in it
  /// @param b the array that holds B, k · n numbers
  /// @param bFrom where B begins in it
  /// @param c the array that receives C, m · n numbers; it may not overlap A or B
  /// @param cFrom where C begins in it
  public void run(A a, int aFrom, A b, int bFrom, A c, int cFrom) {
    if (shape.start() == GemmShape.Start.BIAS) {
      throw new IllegalArgumentException("a product that starts from a bias needs one");
    }
    run(a, aFrom, b, bFrom, c, cFrom, nothing, 0);
  }

  /// Computes C from A, B and a bias.
  ///
  /// @param a the array that holds A, m · k numbers
  /// @param aFrom where A begins in it
  /// @param b the array that holds B, k · n numbers
  /// @param bFrom where B begins in it
  /// @param c the array that receives C, m · n numbers; it may not overlap A or B
  /// @param cFrom where C begins in it
  /// @param bias the array that holds the bias, n numbers
  /// @param biasFrom where the bias begins in it
  public void run(A a, int aFrom, A b, int bFrom, A c, int cFrom, A bias, int biasFrom) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.bias = bias;
    this.aFrom = aFrom;
    this.bFrom = bFrom;
    this.cFrom = cFrom;
    this.biasFrom = biasFrom;
    if (workers.length == 1) {
      runPart(0);
    } else {
      team.run(task);
    }
  }

  private void runPart(int part) {
    if (part < workers.length) {
      workers[part].run(a, aFrom, b, bFrom, c, cFrom, bias, biasFrom);
    }
  }
}
