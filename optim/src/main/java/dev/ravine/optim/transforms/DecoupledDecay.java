package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnUpdate;
import dev.ravine.optim.stage.Step;

/// Weight decay that adaptive rules do not rescale: θ ← θ − learningRate · weightDecay · θ, in the
/// same step as the rule's update and with the θ before it. Biases are usually spared:
/// `decoupledDecay(0.01) on weights`.
///
/// **Deviations:** the decay is multiplied by the current learning rate, as in PyTorch, optax and
/// Keras; in the paper by its schedule's factor only.
///
/// Loshchilov, Hutter: Decoupled Weight Decay Regularization (arXiv 1711.05101), algorithm 2.
///
/// @param weightDecay λ, 0 or more
@Named(
    value = "decoupledDecay",
    summary = "weight decay as in AdamW",
    source = "Loshchilov, Hutter 2017, arXiv 1711.05101")
public record DecoupledDecay(@In("[0, ∞)") Schedule weightDecay) implements OnUpdate {

  public DecoupledDecay {
    Range.check(DecoupledDecay.class, weightDecay);
  }

  /// A constant value.
  ///
  /// @param weightDecay 0 or more
  /// @return the stage
  public static DecoupledDecay of(double weightDecay) {
    return new DecoupledDecay(Schedule.constant(weightDecay));
  }

  @Override
  public void update(Step step, Block block) {
    float factor = (float) (block.learningRate() * step.asDouble(weightDecay));
    float[] u = block.update();
    float[] theta = block.theta();
    for (int i = block.from(); i < block.to(); i++) {
      u[i] += factor * theta[i];
    }
  }
}
