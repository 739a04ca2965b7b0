package dev.ravine.autodiff;

import dev.ravine.kernels.GemmShape.Storage;
import java.util.List;

/// One value of a graph. Its methods add nodes to the same graph; operands whose sizes differ are
/// broadcast where one of them has size 1.
public final class Node {

  private final Graph graph;
  private final int id;
  private final Op op;
  private final Shape shape;

  Node(Graph graph, int id, Op op, Shape shape) {
    this.graph = graph;
    this.id = id;
    this.op = op;
    this.shape = shape;
  }

  /// The graph it belongs to.
  ///
  /// @return the graph
  public Graph graph() {
    return graph;
  }

  /// Its place in the graph: operands come before what is computed from them.
  ///
  /// @return 0 or more
  public int id() {
    return id;
  }

  /// What it computes.
  ///
  /// @return the op with its operands
  public Op op() {
    return op;
  }

  /// The shape of its value.
  ///
  /// @return the shape
  public Shape shape() {
    return shape;
  }

  /// Whether another node is among those that this one is computed from.
  ///
  /// @param other a node of the same graph
  /// @return true of a node itself, too
  public boolean dependsOn(Node other) {
    return Uses.needed(List.of(this), List.of()).contains(other);
  }

  /// this + other.
  ///
  /// @param other a node of the same rank
  /// @return the sum
  public Node add(Node other) {
    return graph.zip("add", this, other, Op.Add::new);
  }

  /// this − other.
  ///
  /// @param other a node of the same rank
  /// @return the difference
  public Node subtract(Node other) {
    return graph.zip("subtract", this, other, Op.Subtract::new);
  }

  /// this · other, element by element.
  ///
  /// @param other a node of the same rank
  /// @return the product
  public Node multiply(Node other) {
    return graph.zip("multiply", this, other, Op.Multiply::new);
  }

  /// this / other, element by element.
  ///
  /// @param other a node of the same rank
  /// @return the quotient
  public Node divide(Node other) {
    return graph.zip("divide", this, other, Op.Divide::new);
  }

  /// factor · this.
  ///
  /// @param factor a constant
  /// @return the multiple
  public Node scale(double factor) {
    return graph.add(new Op.Scale(this, factor), shape);
  }

  /// A function of one number, element by element.
  ///
  /// @param f the function
  /// @return f(this)
  public Node apply(Function f) {
    return graph.add(new Op.Apply(f, this), shape);
  }

  /// f(this), element by element, by a function of your own.
  ///
  /// @param f with its derivative
  /// @return the values
  public Node map(ElementwiseFunction f) {
    return graph.add(new Op.Map(f, this), shape);
  }

  /// Some neighbouring columns of this matrix.
  ///
  /// @param from the first, from 0
  /// @param to the one after the last
  /// @return a matrix of `to − from` columns
  public Node columns(int from, int to) {
    return graph.columns(this, from, to);
  }

  /// The columns of this matrix, then those of another.
  ///
  /// @param other a matrix of as many rows
  /// @return a matrix of all columns
  public Node concat(Node other) {
    return graph.concat(this, other);
  }

  /// The square root.
  ///
  /// @return √this
  public Node sqrt() {
    return apply(Function.SQRT);
  }

  /// The exponential.
  ///
  /// @return eᵗʰⁱˢ
  public Node exp() {
    return apply(Function.EXP);
  }

  /// The natural logarithm.
  ///
  /// @return ln this
  public Node log() {
    return apply(Function.LOG);
  }

  /// The hyperbolic tangent.
  ///
  /// @return tanh this
  public Node tanh() {
    return apply(Function.TANH);
  }

  /// The logistic function.
  ///
  /// @return 1 / (1 + e⁻ᵗʰⁱˢ)
  public Node sigmoid() {
    return apply(Function.SIGMOID);
  }

  /// The soft rectifier, without overflow.
  ///
  /// @return ln(1 + eᵗʰⁱˢ)
  public Node softplus() {
    return apply(Function.SOFTPLUS);
  }

  /// The error function.
  ///
  /// @return erf this
  public Node erf() {
    return apply(Function.ERF);
  }

  /// The Gaussian error linear unit in its exact form. Hendrycks, Gimpel (arXiv 1606.08415),
  /// section 2.
  ///
  /// @return this · Φ(this) = ½ this (1 + erf(this / √2))
  public Node gelu() {
    Node one = graph.constant(1, shape);
    return multiply(scale(StrictMath.sqrt(0.5)).erf().add(one)).scale(0.5);
  }

  /// The sigmoid linear unit, or swish. Elfwing et al. (arXiv 1702.03118), section 2; Ramachandran
  /// et al. (arXiv 1710.05941).
  ///
  /// @return this / (1 + e⁻ᵗʰⁱˢ)
  public Node silu() {
    return multiply(sigmoid());
  }

  /// The rectified linear unit. Its derivative at 0 is 0.
  ///
  /// @return max(0, this)
  public Node relu() {
    return leakyRelu(0);
  }

  /// The leaky rectified linear unit. Its derivative at 0 is the slope.
  ///
  /// @param slope in [0, 1)
  /// @return this where positive, else slope · this
  public Node leakyRelu(double slope) {
    if (!(slope >= 0 && slope < 1)) {
      throw new IllegalArgumentException("slope must be in [0, 1), was " + slope);
    }
    return graph.add(new Op.LeakyRelu(this, slope), shape);
  }

  /// The matrix product.
  ///
  /// @param other a matrix with as many rows as this one has columns
  /// @return this · other
  public Node matmul(Node other) {
    return graph.matmul(this, Storage.NORMAL, other, Storage.NORMAL);
  }

  /// The transposed matrix.
  ///
  /// @return a matrix with rows and columns exchanged
  public Node transpose() {
    graph.requireMatrix("transpose", this);
    return graph.add(new Op.Transpose(this), Shape.of(shape.size(1), shape.size(0)));
  }

  /// The same elements in another shape.
  ///
  /// @param target a shape of the same size
  /// @return a view
  public Node reshape(Shape target) {
    if (target.size() != shape.size()) {
      throw new IllegalArgumentException(
          "reshape keeps the number of elements, but %s is not %s".formatted(target, shape));
    }
    return target.equals(shape) ? this : graph.add(new Op.Reshape(this), target);
  }

  /// The sum over neighbouring axes.
  ///
  /// @param fromAxis the first axis to sum over
  /// @param toAxis the axis after the last
  /// @return the sums; the axes stay with size 1
  public Node sum(int fromAxis, int toAxis) {
    graph.requireAxes("sum", this, fromAxis, toAxis);
    return graph.add(new Op.Sum(this, fromAxis, toAxis), shape.reduced(fromAxis, toAxis));
  }

  /// The sum of all elements.
  ///
  /// @return a scalar
  public Node sum() {
    return sum(0, shape.rank()).reshape(Shape.of());
  }

  /// The mean of all elements.
  ///
  /// @return a scalar
  public Node mean() {
    return sum().scale(1.0 / shape.size());
  }

  /// The softmax of every row.
  ///
  /// @return rows of positive numbers that add up to 1
  public Node softmax() {
    graph.requireMatrix("softmax", this);
    return graph.add(new Op.Softmax(this), shape);
  }

  /// ln Σ exp of every row, without overflow.
  ///
  /// @return a matrix of one column
  public Node logSumExp() {
    graph.requireMatrix("logSumExp", this);
    return graph.add(new Op.LogSumExp(this), Shape.of(shape.size(0), 1));
  }

  /// The cross-entropy of every row, with this as logits.
  ///
  /// @param targets probabilities of the classes, of this shape; each row adds up to 1
  /// @return a matrix of one column: −Σ targets · ln softmax(this)
  public Node softmaxCrossEntropy(Node targets) {
    if (!targets.shape.equals(shape)) {
      throw new IllegalArgumentException(
          "targets must have the logits' shape %s, had %s".formatted(shape, targets.shape));
    }
    return logSumExp().subtract(multiply(targets).sum(1, 2));
  }

  @Override
  public String toString() {
    return "node %d: %s %s".formatted(id, op.getClass().getSimpleName(), shape);
  }
}
