package dev.ravine.bench;

import dev.ravine.kernels.GemmShape;
import dev.ravine.kernels.GemmShape.Storage;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/// The same matrix products by OpenBLAS, through bytedeco's bindings.
final class OpenBlas {

  private OpenBlas() {}

  static Work gemm(GemmShape shape) {
    openblas.blas_set_num_threads(1);
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    FloatPointer a = new FloatPointer(Ravine.numbers(m * k, 1));
    FloatPointer b = new FloatPointer(Ravine.numbers(k * n, 2));
    FloatPointer c = new FloatPointer(new float[m * n]);
    boolean transposeA = shape.a() == Storage.TRANSPOSED;
    boolean transposeB = shape.b() == Storage.TRANSPOSED;
    int opA = transposeA ? openblas.CblasTrans : openblas.CblasNoTrans;
    int opB = transposeB ? openblas.CblasTrans : openblas.CblasNoTrans;
    int lda = transposeA ? m : k;
    int ldb = transposeB ? k : n;
    return () ->
        openblas.cblas_sgemm(openblas.CblasRowMajor, opA, opB, m, n, k, 1, a, lda, b, ldb, 0, c, n);
  }
}
