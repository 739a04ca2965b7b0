package dev.ravine.optim;

/// A stage before the rule: it changes the gradient, which [Block#update()] holds.
public non-sealed interface OnGradient extends Stage {

  /// A number over the whole gradient that this stage must know before its first block. Costs a
  /// pass over memory of its own.
  ///
  /// @return what is needed, of the gradient as it reaches this stage
  default Reduction needs() {
    return Reduction.NOTHING;
  }
}
