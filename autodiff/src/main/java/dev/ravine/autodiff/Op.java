package dev.ravine.autodiff;

import dev.ravine.kernels.GemmShape.Storage;
import java.util.List;

/// What a node computes. The set is closed: [Gradient], [Reference] and [Plan] each have one case
/// per op; a [Function] of one number has its value and derivative itself. Element-wise ops take
/// operands of one shape; broadcasting is a node of its own.
public sealed interface Op {

  /// The nodes it computes from.
  ///
  /// @return its operands, in order
  List<Node> operands();

  /// An op that computes from nothing.
  sealed interface Leaf extends Op {
    @Override
    default List<Node> operands() {
      return List.of();
    }
  }

  /// An op of one operand.
  sealed interface Unary extends Op {

    /// The operand.
    ///
    /// @return any node
    Node x();

    @Override
    default List<Node> operands() {
      return List.of(x());
    }
  }

  /// An op of two operands.
  sealed interface Binary extends Op {

    /// The first operand.
    ///
    /// @return any node
    Node a();

    /// The second operand.
    ///
    /// @return any node
    Node b();

    @Override
    default List<Node> operands() {
      return List.of(a(), b());
    }
  }

  /// A value given anew for every run: features, targets.
  ///
  /// @param name unique in the graph
  record Input(String name) implements Leaf {}

  /// A part of the flat parameter vector.
  ///
  /// @param offset where it begins
  record Parameter(int offset) implements Leaf {}

  /// The same number in every element.
  ///
  /// @param value the number
  record Constant(double value) implements Leaf {}

  /// a + b.
  ///
  /// @param a first summand
  /// @param b second summand
  record Add(Node a, Node b) implements Binary {}

  /// a − b.
  ///
  /// @param a what is subtracted from
  /// @param b what is subtracted
  record Subtract(Node a, Node b) implements Binary {}

  /// a · b, element by element.
  ///
  /// @param a first factor
  /// @param b second factor
  record Multiply(Node a, Node b) implements Binary {}

  /// a / b, element by element.
  ///
  /// @param a numerator
  /// @param b denominator
  record Divide(Node a, Node b) implements Binary {}

  /// factor · x.
  ///
  /// @param x operand
  /// @param factor a constant
  record Scale(Node x, double factor) implements Unary {}

  /// f(x), element by element.
  ///
  /// @param f a function of one number
  /// @param x operand
  record Apply(Function f, Node x) implements Unary {}

  /// f(x), element by element, by a function of somebody's own.
  ///
  /// @param f a function of one number
  /// @param x operand
  record Map(ElementwiseFunction f, Node x) implements Unary {}

  /// x where x > 0, else slope · x: ReLU for slope 0, leaky ReLU else.
  ///
  /// @param x operand
  /// @param slope in [0, 1)
  record LeakyRelu(Node x, double slope) implements Unary {}

  /// a where b > 0, else slope · a: the derivative of [LeakyRelu] at b, times a. Constant in b.
  ///
  /// @param a what is let through
  /// @param b decides, by its sign
  /// @param slope in [0, 1)
  record LeakyReluGradient(Node a, Node b, double slope) implements Binary {}

  /// The matrix product of a and b, each transposed or not.
  ///
  /// @param a a matrix
  /// @param storageA whether a enters transposed
  /// @param b a matrix
  /// @param storageB whether b enters transposed
  record MatMul(Node a, Storage storageA, Node b, Storage storageB) implements Binary {}

  /// The transposed matrix.
  ///
  /// @param x a matrix
  record Transpose(Node x) implements Unary {}

  /// Some neighbouring columns of a matrix.
  ///
  /// @param x a matrix
  /// @param from the first column
  record Columns(Node x, int from) implements Unary {}

  /// The columns of a, then those of b.
  ///
  /// @param a a matrix
  /// @param b a matrix of as many rows
  record Concat(Node a, Node b) implements Binary {}

  /// The same elements in another shape.
  ///
  /// @param x operand
  record Reshape(Node x) implements Unary {}

  /// The sum over neighbouring axes, which stay with size 1.
  ///
  /// @param x operand
  /// @param fromAxis the first axis to sum over
  /// @param toAxis the axis after the last
  record Sum(Node x, int fromAxis, int toAxis) implements Unary {}

  /// Repeats x along neighbouring axes in which it has size 1: the opposite of [Sum].
  ///
  /// @param x operand
  /// @param fromAxis the first axis to repeat along
  /// @param toAxis the axis after the last
  record Broadcast(Node x, int fromAxis, int toAxis) implements Unary {}

  /// The softmax of every row of a matrix.
  ///
  /// @param x a matrix
  record Softmax(Node x) implements Unary {}

  /// ln Σ exp of every row of a matrix, as a matrix of one column.
  ///
  /// @param x a matrix
  record LogSumExp(Node x) implements Unary {}
}
