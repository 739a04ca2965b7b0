package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import dev.ravine.nn.model.NamedLoss.For;
import dev.ravine.optim.hyperparameter.Require;

/// Losses by name. What is minimized is the mean over the batch, and over the outputs where there
/// are several numbers to be right; `y` are a model's outputs, `t` the targets. A loss of one's own
/// is a function of the same two nodes: see [Loss].
///
/// For classes, targets are a probability for each class, and outputs are logits. For values, both
/// are in the unit that preprocessing gives them: mean 0 and standard deviation 1 over the training
/// examples, so that a delta of 1 is a standard deviation. A loss that does not suit the targets is
/// refused before training.
public final class Losses {

  /// Keeps logarithms of numbers that round to 0 finite.
  private static final double TINY = 1e-12;

  private static final Loss CROSS_ENTROPY =
      new NamedLoss("crossEntropy", For.CLASSES, Node::softmaxCrossEntropy);
  private static final Loss BINARY_CROSS_ENTROPY =
      new NamedLoss(
          "binaryCrossEntropy", For.ANY_LABELS, (y, t) -> y.softplus().subtract(t.multiply(y)));
  private static final Loss HINGE = new NamedLoss("hinge", For.CLASSES, Losses::hinge);
  private static final Loss SQUARED_ERROR =
      new NamedLoss("squaredError", For.ANYTHING, Losses::squaredError);
  private static final Loss ABSOLUTE_ERROR =
      new NamedLoss("absoluteError", For.VALUES, (y, t) -> absolute(y.subtract(t)));
  private static final Loss COSINE = new NamedLoss("cosine", For.SEVERAL_NUMBERS, Losses::cosine);

  private Losses() {}

  /// For classes of which an example has one: cross-entropy of softmax(y) and t.
  ///
  /// @return what is minimized if no loss is set
  public static Loss crossEntropy() {
    return CROSS_ENTROPY;
  }

  /// Cross-entropy whose targets go to all classes for a part.
  ///
  /// Szegedy et al.: Rethinking the Inception Architecture (arXiv 1512.00567), section 7.
  ///
  /// @param smoothing that part, in [0, 1)
  /// @return a loss
  public static Loss crossEntropy(double smoothing) {
    Require.fraction("smoothing", smoothing);
    return new NamedLoss(
        "crossEntropy(" + smoothing + ")",
        For.CLASSES,
        (y, t) -> {
          Node even = t.graph().constant(smoothing / t.shape().size(1), t.shape());
          return y.softmaxCrossEntropy(t.scale(1 - smoothing).add(even));
        });
  }

  /// For labels of which an example may have several: cross-entropy of sigmoid(y) and t, each
  /// output for itself; computed as softplus(y) − t y, which does not overflow. There is an output
  /// for each label, of two classes too.
  ///
  /// @return a loss
  public static Loss binaryCrossEntropy() {
    return BINARY_CROSS_ENTROPY;
  }

  /// Cross-entropy that counts an example the less the more certainly it is right already: (1 −
  /// p)^γ · −log p, where p is the probability of its class.
  ///
  /// Lin et al.: Focal Loss for Dense Object Detection (arXiv 1708.02002), equation 4.
  ///
  /// @param gamma 0 or more; 0 is cross-entropy, 2 is usual
  /// @return a loss
  public static Loss focal(double gamma) {
    Require.notNegative("gamma", gamma);
    return new NamedLoss(
        "focal(" + gamma + ")",
        For.CLASSES,
        (y, t) -> {
          Node rows = y.softmaxCrossEntropy(t);
          Node p = rows.scale(-1).exp();
          Node wrong = t.graph().constant(1, p.shape()).subtract(p).relu();
          Node positive = wrong.add(t.graph().constant(TINY, p.shape()));
          return positive.log().scale(gamma).exp().multiply(rows);
        });
  }

  /// For classes: how much every other output comes closer than 1 to that of the right class, Σ
  /// max(0, 1 + yⱼ − y) over the other classes j, divided by the number of all.
  ///
  /// Weston, Watkins: Support Vector Machines for Multi-Class Pattern Recognition (ESANN 1999);
  /// divided as PyTorch's `MultiMarginLoss`.
  ///
  /// @return a loss
  public static Loss hinge() {
    return HINGE;
  }

  /// For values: (y − t)². Of classes, whose targets are 0 or 1, it is a loss too.
  ///
  /// @return what is minimized if no loss is set
  public static Loss squaredError() {
    return SQUARED_ERROR;
  }

  /// For values: |y − t|, whose minimum is the median. Its derivative at 0 is 0.
  ///
  /// @return a loss
  public static Loss absoluteError() {
    return ABSOLUTE_ERROR;
  }

  /// For values: d² / 2 where |d| ≤ delta for d = y − t, else delta (|d| − delta / 2): outliers
  /// pull with a force of their own no more.
  ///
  /// Huber: Robust Estimation of a Location Parameter (Annals of Mathematical Statistics 35, 1964).
  ///
  /// @param delta positive, in standard deviations of the values to be learnt
  /// @return a loss
  public static Loss huber(double delta) {
    Require.positive("delta", delta);
    return new NamedLoss(
        "huber(" + delta + ")",
        For.VALUES,
        (y, t) -> {
          Node size = absolute(y.subtract(t));
          Node above = size.subtract(size.graph().constant(delta, size.shape())).relu();
          Node within = size.subtract(above);
          return within.multiply(within).scale(0.5).add(above.scale(delta));
        });
  }

  /// For values: τ (t − y) where y is too small, else (1 − τ) (y − t), whose minimum is the
  /// quantile τ.
  ///
  /// Koenker, Bassett: Regression Quantiles (Econometrica 46, 1978).
  ///
  /// @param tau above 0 and below 1; 0.5 is half the absolute error
  /// @return a loss
  public static Loss quantile(double tau) {
    if (!(tau > 0 && tau < 1)) {
      throw new IllegalArgumentException("tau must be in (0, 1), was " + tau);
    }
    return new NamedLoss(
        "quantile(" + tau + ")",
        For.VALUES,
        (y, t) -> {
          Node missing = t.subtract(y);
          return missing.relu().scale(tau).add(missing.scale(-1).relu().scale(1 - tau));
        });
  }

  /// For directions: 1 − cosine of the angle between y and t, of which neither may be 0.
  ///
  /// @return a loss
  public static Loss cosine() {
    return COSINE;
  }

  private static Node hinge(Node y, Node t) {
    Node one = y.graph().constant(1, y.shape());
    Node margin = y.subtract(y.multiply(t).sum(1, 2)).add(one).relu();
    return margin.multiply(one.subtract(t));
  }

  private static Node squaredError(Node y, Node t) {
    Node difference = y.subtract(t);
    return difference.multiply(difference);
  }

  private static Node cosine(Node y, Node t) {
    Node product = y.multiply(t).sum(1, 2);
    Node lengths = y.multiply(y).sum(1, 2).multiply(t.multiply(t).sum(1, 2)).sqrt();
    Node cosine = product.divide(lengths);
    return cosine.graph().constant(1, cosine.shape()).subtract(cosine);
  }

  private static Node absolute(Node x) {
    return x.relu().add(x.scale(-1).relu());
  }
}
