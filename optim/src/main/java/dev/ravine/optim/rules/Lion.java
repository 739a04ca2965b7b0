package dev.ravine.optim.rules;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import dev.ravine.optim.UpdateRule;
import java.util.List;

/// Lion: steps of one size, along the sign of a gradient that is mixed with its average.
///
/// ```
/// θ ← θ − learningRate · sign(beta1 · m + (1 − beta1) · g)
/// m ← beta2 · m + (1 − beta2) · g
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-4 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.99 |
/// | m | slot `m`, from 0 |  |
///
/// **Deviations:** the paper's weight decay is a stage of its own: `lion | decoupledDecay(0.1)`. (A
/// library that mixes with β₂ and remembers with β₁ computes something else.)
///
/// **When to use it:** for large batches, with a learning rate three to ten times smaller than
/// Adam's and a decay as much larger; it keeps one slot instead of two.
///
/// Chen and others: Symbolic Discovery of Optimization Algorithms (arXiv 2302.06675), algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients, in [0, 1)
/// @param beta2 β₂, the memory of gradients, in [0, 1)
public record Lion(Schedule learningRate, Schedule beta1, Schedule beta2) implements UpdateRule {

  /// Checks the ranges of what does not change.
  public Lion {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Lion of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static Lion of(Schedule learningRate) {
    return new Lion(learningRate, Schedule.constant(0.9), Schedule.constant(0.99));
  }

  /// The same rule with another β₁, the memory of gradients.
  ///
  /// @param beta1 in [0, 1)
  /// @return a changed copy
  public Lion beta1(double beta1) {
    return new Lion(learningRate, Schedule.constant(beta1), beta2);
  }

  /// The same rule with another β₂, the memory of gradients.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public Lion beta2(double beta2) {
    return new Lion(learningRate, beta1, Schedule.constant(beta2));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float b1;
      private float k1;
      private float b2;
      private float k2;

      @Override
      public void begin(Step step) {
        double beta1 = Require.fraction("beta1", step.value(Lion.this.beta1));
        double beta2 = Require.fraction("beta2", step.value(Lion.this.beta2));
        b1 = (float) beta1;
        k1 = (float) (1 - beta1);
        b2 = (float) beta2;
        k2 = (float) (1 - beta2);
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] m = block.slot(0);
        float b1 = this.b1;
        float k1 = this.k1;
        float b2 = this.b2;
        float k2 = this.k2;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          float mixed = b1 * m[i] + k1 * g;
          m[i] = b2 * m[i] + k2 * g;
          u[i] = Math.signum(mixed);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("lion", this);
  }
}
