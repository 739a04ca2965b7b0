package dev.ravine.kernels;

import dev.ravine.kernels.function.ElementaryFunction;
import java.util.function.DoubleUnaryOperator;

/// The operations on arrays of one type. Whole arrays at equal indices unless a method says
/// otherwise; nothing is allocated but by [#array(int)] and [#gemm(GemmShape, ThreadTeam)].
///
/// Every method gives the same bits on every machine, at every vector width, and with vector and
/// plain kernels.
///
/// @param <A> `float[]` or `double[]`
public sealed interface Kernels<A> permits FloatKernels, DoubleKernels {

  /// The kernels for single precision.
  ///
  /// @return the kernels that [KernelChoice#current()] names
  static Kernels<float[]> floats() {
    return FloatKernels.CURRENT;
  }

  /// The kernels for double precision.
  ///
  /// @return the kernels that [KernelChoice#current()] names
  static Kernels<double[]> doubles() {
    return DoubleKernels.CURRENT;
  }

  /// A new array of zeros.
  ///
  /// @param length how many
  /// @return the array
  A array(int length);

  /// The length of an array.
  ///
  /// @param x an array
  /// @return how many elements it has
  int length(A x);

  /// A function of somebody's own: `out[i] = f(x[i])`, rounded to this precision.
  ///
  /// @param f any function
  /// @param x operand
  /// @param out receives the values; may be x
  /// @param from the first element
  /// @param to the one after the last
  default void map(DoubleUnaryOperator f, A x, A out, int from, int to) {
    for (int i = from; i < to; i++) {
      set(out, i, f.applyAsDouble(get(x, i)));
    }
  }

  /// The rows of two matrices side by side.
  ///
  /// @param left a matrix
  /// @param leftColumns of it
  /// @param right a matrix of as many rows
  /// @param rightColumns of it
  /// @param out receives the rows of both, which fill it
  default void concat(A left, int leftColumns, A right, int rightColumns, A out) {
    int columns = leftColumns + rightColumns;
    int rows = length(out) / columns;
    copy(left, 0, leftColumns, 1, out, 0, columns, rows, leftColumns);
    copy(right, 0, rightColumns, 1, out, leftColumns, columns, rows, rightColumns);
  }

  /// Copies a strided rectangle: `target[targetFrom + r · targetRow + s] = source[sourceFrom + r ·
  /// sourceRow + s · sourceStep]`.
  ///
  /// @param source read
  /// @param sourceFrom where the rectangle begins in it
  /// @param sourceRow between its rows
  /// @param sourceStep between its columns
  /// @param target written
  /// @param targetFrom where the rectangle begins in it
  /// @param targetRow between its rows
  /// @param rows how many rows
  /// @param columns how many columns
  void copy(
      A source,
      int sourceFrom,
      int sourceRow,
      int sourceStep,
      A target,
      int targetFrom,
      int targetRow,
      int rows,
      int columns);

  /// Reads one number.
  ///
  /// @param x an array
  /// @param i an index
  /// @return the number, exactly
  double get(A x, int i);

  /// Writes one number.
  ///
  /// @param x an array
  /// @param i an index
  /// @param value is rounded to the array's type
  void set(A x, int i, double value);

  /// Prepares a matrix product.
  ///
  /// @param shape sizes, storage, start and activation
  /// @param team the threads that will share the work
  /// @return a product to run any number of times
  Gemm<A> gemm(GemmShape shape, ThreadTeam team);

  /// The dot product, accumulated in double in 32 lanes (element i goes to lane i mod 32), which
  /// are added as a fixed tree.
  ///
  /// @param x an array
  /// @param xFrom where its part begins
  /// @param y an array
  /// @param yFrom where its part begins
  /// @param n how many elements
  /// @return Σ xᵢ yᵢ
  double dot(A x, int xFrom, A y, int yFrom, int n);

  /// The four dot products of two arrays with two others, the same bits as [#dot]: each is read
  /// once.
  ///
  /// @param x0 an array
  /// @param x1 another
  /// @param y0 an array
  /// @param y1 another
  /// @param from where the part of all four begins
  /// @param n how many elements
  /// @param out receives x₀·y₀, x₁·y₀, x₀·y₁, x₁·y₁
  /// @param outFrom where the first of them goes
  void dots(A x0, A x1, A y0, A y1, int from, int n, double[] out, int outFrom);

  /// The square of the Euclidean norm: [#dot] of a part with itself, the same bits.
  ///
  /// @param x an array
  /// @param from where the part begins
  /// @param n how many elements
  /// @return Σ xᵢ²
  double sumOfSquares(A x, int from, int n);

  /// out = a + b.
  ///
  /// @param a first operand
  /// @param b second operand
  /// @param out receives the result; may be an operand
  /// @param from first index
  /// @param to index after the last
  void add(A a, A b, A out, int from, int to);

  /// out = a − b.
  ///
  /// @param a first operand
  /// @param b second operand
  /// @param out receives the result; may be an operand
  /// @param from first index
  /// @param to index after the last
  void subtract(A a, A b, A out, int from, int to);

  /// out = a · b.
  ///
  /// @param a first operand
  /// @param b second operand
  /// @param out receives the result; may be an operand
  /// @param from first index
  /// @param to index after the last
  void multiply(A a, A b, A out, int from, int to);

  /// out = a / b.
  ///
  /// @param a first operand
  /// @param b second operand
  /// @param out receives the result; may be an operand
  /// @param from first index
  /// @param to index after the last
  void divide(A a, A b, A out, int from, int to);

  /// out = factor · x.
  ///
  /// @param x operand
  /// @param factor is rounded to the array's type first
  /// @param out receives the result; may be the operand
  /// @param from first index
  /// @param to index after the last
  void scale(A x, double factor, A out, int from, int to);

  /// (Leaky) ReLU: out = x where x > 0, else slope · x.
  ///
  /// @param x operand
  /// @param slope 0 for ReLU, in (0, 1) for leaky ReLU
  /// @param out receives the result; may be the operand
  /// @param from first index
  /// @param to index after the last
  void leakyRelu(A x, double slope, A out, int from, int to);

  /// The derivative of (leaky) ReLU, times something: out = g where x > 0, else slope · g.
  ///
  /// @param g what is let through
  /// @param x decides, by its sign
  /// @param slope 0 for ReLU, in (0, 1) for leaky ReLU
  /// @param out receives the result; may be an operand
  /// @param from first index
  /// @param to index after the last
  void leakyReluGradient(A g, A x, double slope, A out, int from, int to);

  /// out = f(x), element by element.
  ///
  /// @param f the function
  /// @param x operand
  /// @param out receives the result; may be the operand
  /// @param from first index
  /// @param to index after the last
  void apply(ElementaryFunction f, A x, A out, int from, int to);

  /// Sums over the middle one of three axes. With inner = 1 each sum is accumulated in double as in
  /// [#dot]; else in the array's type, in index order.
  ///
  /// @param x outer × count × inner
  /// @param out outer × inner
  /// @param outer size of the first axis
  /// @param count size of the axis that is summed
  /// @param inner size of the last axis
  void sum(A x, A out, int outer, int count, int inner);

  /// Repeats along a new middle axis.
  ///
  /// @param x outer × inner
  /// @param out outer × count × inner
  /// @param outer size of the first axis
  /// @param count how many times
  /// @param inner size of the last axis
  void broadcast(A x, A out, int outer, int count, int inner);

  /// The softmax of every row: out = exp(x − max x) / Σ exp(x − max x).
  ///
  /// @param x rows × columns
  /// @param out receives the result
  /// @param rows how many rows
  /// @param columns how many columns
  void softmax(A x, A out, int rows, int columns);

  /// ln Σ exp of every row, without overflow.
  ///
  /// @param x rows × columns
  /// @param scratch as large as x; is overwritten
  /// @param out one number a row
  /// @param rows how many rows
  /// @param columns how many columns
  void logSumExp(A x, A scratch, A out, int rows, int columns);
}
