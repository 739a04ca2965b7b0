package dev.ravine.optim.transforms;

import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnDirection;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Reduction;

/// Makes each tensor's direction as long as the tensor: d ← d · ‖θ‖ / ‖d‖, unchanged where either
/// is 0.
///
/// You and others: Large Batch Optimization for Deep Learning (arXiv 1904.00962), algorithm 2, with
/// the identity for φ.
public record TrustRatio() implements OnDirection {

  @Override
  public Reduction needs() {
    return Reduction.TENSOR_AND_THETA_NORMS;
  }

  @Override
  public BlockLoop begin() {
    return block -> {
      double ratio = block.thetaNorm() / block.updateNorm();
      if (ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
        Factor.multiply(block, ratio);
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("trustRatio", this);
  }
}
