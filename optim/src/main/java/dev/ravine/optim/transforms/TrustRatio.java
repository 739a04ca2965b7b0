package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnDirection;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Step;

/// Makes each tensor's direction as long as the tensor: d ← d · ‖θ‖ / ‖d‖, unchanged where either
/// is 0.
///
/// You and others: Large Batch Optimization for Deep Learning (arXiv 1904.00962), algorithm 2, with
/// the identity for φ.
@Named(
    value = "trustRatio",
    summary = "scales each step to its tensor's norm",
    source = "You et al. 2019, arXiv 1904.00962")
public record TrustRatio() implements OnDirection {

  @Override
  public Reduction needs() {
    return Reduction.TENSOR_AND_THETA_NORMS;
  }

  @Override
  public void update(Step step, Block block) {
    double ratio = block.thetaNorm() / block.updateNorm();
    if (ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
      Factor.multiply(block, ratio);
    }
  }
}
