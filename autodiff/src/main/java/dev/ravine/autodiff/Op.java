package dev.ravine.autodiff;

import java.util.List;

/// What a node computes. The set is closed: [Gradient], [Reference] and [Plan] each have one case
/// per op. Element-wise ops take operands of one shape; broadcasting is a node of its own.
public sealed interface Op {

  /// The nodes it computes from.
  ///
  /// @return its operands, in order
  List<Node> operands();

  /// A value given anew for every run: features, targets.
  ///
  /// @param name unique in the graph
  record Input(String name) implements Op {
    @Override
    public List<Node> operands() {
      return List.of();
    }
  }

  /// A part of the flat parameter vector.
  ///
  /// @param offset where it begins
  record Parameter(int offset) implements Op {
    @Override
    public List<Node> operands() {
      return List.of();
    }
  }

  /// The same number in every element.
  ///
  /// @param value the number
  record Fill(double value) implements Op {
    @Override
    public List<Node> operands() {
      return List.of();
    }
  }

  /// a + b.
  ///
  /// @param a first summand
  /// @param b second summand
  record Add(Node a, Node b) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(a, b);
    }
  }

  /// a − b.
  ///
  /// @param a what is subtracted from
  /// @param b what is subtracted
  record Subtract(Node a, Node b) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(a, b);
    }
  }

  /// a · b, element by element.
  ///
  /// @param a first factor
  /// @param b second factor
  record Multiply(Node a, Node b) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(a, b);
    }
  }

  /// a / b, element by element.
  ///
  /// @param a numerator
  /// @param b denominator
  record Divide(Node a, Node b) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(a, b);
    }
  }

  /// factor · x.
  ///
  /// @param x operand
  /// @param factor a constant
  record Scale(Node x, double factor) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// √x.
  ///
  /// @param x operand
  record Sqrt(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// eˣ.
  ///
  /// @param x operand
  record Exp(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// ln x.
  ///
  /// @param x operand
  record Log(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// tanh x.
  ///
  /// @param x operand
  record Tanh(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// 1 / (1 + e⁻ˣ).
  ///
  /// @param x operand
  record Sigmoid(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// ln(1 + eˣ).
  ///
  /// @param x operand
  record Softplus(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// erf x, the error function: 2 / √π times the integral of e^(−t²) from 0 to x.
  ///
  /// @param x operand
  record Erf(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// x where x > 0, else slope · x: ReLU for slope 0, leaky ReLU else.
  ///
  /// @param x operand
  /// @param slope in [0, 1)
  record Rectify(Node x, double slope) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// g where x > 0, else slope · g: the derivative of [Rectify], times g. Constant in x.
  ///
  /// @param g what is let through
  /// @param x decides, by its sign
  /// @param slope in [0, 1)
  record Gate(Node g, Node x, double slope) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(g, x);
    }
  }

  /// The matrix product of a and b, each transposed or not.
  ///
  /// @param a a matrix
  /// @param transposeA whether a enters transposed
  /// @param b a matrix
  /// @param transposeB whether b enters transposed
  record MatMul(Node a, boolean transposeA, Node b, boolean transposeB) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(a, b);
    }
  }

  /// The transposed matrix.
  ///
  /// @param x a matrix
  record Transpose(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// The same elements in another shape.
  ///
  /// @param x operand
  record Reshape(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// The sum over neighbouring axes, which stay with size 1.
  ///
  /// @param x operand
  /// @param fromAxis the first axis to sum over
  /// @param toAxis the axis after the last
  record Sum(Node x, int fromAxis, int toAxis) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// Repeats x along neighbouring axes in which it has size 1: the opposite of [Sum].
  ///
  /// @param x operand
  /// @param fromAxis the first axis to repeat along
  /// @param toAxis the axis after the last
  record Repeat(Node x, int fromAxis, int toAxis) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// The softmax of every row of a matrix.
  ///
  /// @param x a matrix
  record Softmax(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }

  /// ln Σ exp of every row of a matrix, as a matrix of one column.
  ///
  /// @param x a matrix
  record LogSumExp(Node x) implements Op {
    @Override
    public List<Node> operands() {
      return List.of(x);
    }
  }
}
