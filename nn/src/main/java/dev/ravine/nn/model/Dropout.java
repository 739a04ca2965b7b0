package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;

/// Drops each value with a probability, and divides the others by the probability that they stay
/// ("inverted"): evaluation then needs no factor. What is dropped comes from the run's stream
/// `dropout` and depends on the step alone, so that a run which is resumed drops the same.
///
/// Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: Dropout (JMLR 2014), sections 4 and
/// 10.
///
/// **Deviations:** the probability is rounded to a multiple of 2⁻¹⁶, and values are divided by what
/// it is then.
///
/// @param rate the probability of being dropped, in [0, 1)
public record Dropout(double rate) implements StandardLayer {

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), was " + rate);
    }
  }

  @Override
  public Node apply(Scope scope, Node x) {
    return scope.dropout(x, rate);
  }

  @Override
  public String text() {
    return "dropout(%s)".formatted(rate);
  }
}
