package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import dev.ravine.optim.hyperparameter.Require;

/// Losses by name. Each is the mean over the batch, and over the outputs where there are several
/// numbers to be right; `y` are a model's outputs, `t` the targets. A loss of one's own is a
/// function of the same two nodes: see [Loss].
///
/// For classes, targets are a probability for each class, and outputs are logits. For values, both
/// are in the unit that preprocessing gives them: mean 0 and standard deviation 1.
public final class Losses {

  /// Keeps logarithms of numbers that round to 0 finite.
  private static final double TINY = 1e-12;

  private Losses() {}

  /// For classes of which an example has one: cross-entropy of softmax(y) and t.
  ///
  /// @return [Loss#CROSS_ENTROPY]
  public static Loss crossEntropy() {
    return Loss.CROSS_ENTROPY;
  }

  /// Cross-entropy whose targets go to all classes for a part.
  ///
  /// Szegedy et al.: Rethinking the Inception Architecture (arXiv 1512.00567), section 7.
  ///
  /// @param smoothing that part, in [0, 1)
  /// @return a loss
  public static Loss crossEntropy(double smoothing) {
    Require.fraction("smoothing", smoothing);
    return (y, t) -> {
      Node even = t.graph().constant(smoothing / t.shape().size(1), t.shape());
      return y.softmaxCrossEntropy(t.scale(1 - smoothing).add(even)).mean();
    };
  }

  /// For labels of which an example may have several: cross-entropy of sigmoid(y) and t, each
  /// output for itself; computed as softplus(y) − t y, which does not overflow.
  ///
  /// @return a loss
  public static Loss binaryCrossEntropy() {
    return (y, t) -> y.softplus().subtract(t.multiply(y)).mean();
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
    return (y, t) -> {
      Node rows = y.softmaxCrossEntropy(t);
      Node p = rows.scale(-1).exp();
      Node wrong = t.graph().constant(1, p.shape()).subtract(p).relu();
      Node positive = wrong.add(t.graph().constant(TINY, p.shape()));
      return positive.log().scale(gamma).exp().multiply(rows).mean();
    };
  }

  /// For classes: how much every other output comes closer than 1 to that of the right class, Σ
  /// max(0, 1 + yⱼ − y) over the other classes j, divided by the number of all.
  ///
  /// Weston, Watkins: Support Vector Machines for Multi-Class Pattern Recognition (ESANN 1999);
  /// divided as PyTorch's `MultiMarginLoss`.
  ///
  /// @return a loss
  public static Loss hinge() {
    return (y, t) -> {
      Node one = y.graph().constant(1, y.shape());
      Node margin = y.subtract(y.multiply(t).sum(1, 2)).add(one).relu();
      return margin.multiply(one.subtract(t)).mean();
    };
  }

  /// For values: (y − t)².
  ///
  /// @return [Loss#SQUARED_ERROR]
  public static Loss squaredError() {
    return Loss.SQUARED_ERROR;
  }

  /// For values: |y − t|, whose minimum is the median. Its derivative at 0 is 0.
  ///
  /// @return a loss
  public static Loss absoluteError() {
    return (y, t) -> absolute(y.subtract(t)).mean();
  }

  /// For values: d² / 2 where |d| ≤ delta for d = y − t, else delta (|d| − delta / 2): outliers
  /// pull with a force of their own no more.
  ///
  /// Huber: Robust Estimation of a Location Parameter (Annals of Mathematical Statistics 35, 1964).
  ///
  /// @param delta positive
  /// @return a loss
  public static Loss huber(double delta) {
    Require.positive("delta", delta);
    return (y, t) -> {
      Node size = absolute(y.subtract(t));
      Node above = size.subtract(size.graph().constant(delta, size.shape())).relu();
      Node within = size.subtract(above);
      return within.multiply(within).scale(0.5).add(above.scale(delta)).mean();
    };
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
    return (y, t) -> {
      Node missing = t.subtract(y);
      return missing.relu().scale(tau).add(missing.scale(-1).relu().scale(1 - tau)).mean();
    };
  }

  /// For directions: 1 − cosine of the angle between y and t, of which neither may be 0.
  ///
  /// @return a loss
  public static Loss cosine() {
    return (y, t) -> {
      Node product = y.multiply(t).sum(1, 2);
      Node lengths = y.multiply(y).sum(1, 2).multiply(t.multiply(t).sum(1, 2)).sqrt();
      Node cosine = product.divide(lengths);
      return cosine.graph().constant(1, cosine.shape()).subtract(cosine).mean();
    };
  }

  private static Node absolute(Node x) {
    return x.relu().add(x.scale(-1).relu());
  }
}
