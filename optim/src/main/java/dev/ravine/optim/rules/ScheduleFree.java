package dev.ravine.optim.rules;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import dev.ravine.optim.UpdateRule;
import java.util.List;
import java.util.Optional;

/// Schedule-Free AdamW: steps at one point, their average at another, gradients between the two; a
/// constant learning rate does what a decaying one would.
///
/// ```
/// v ← beta2 · v + (1 − beta2) · g²           v̂ = v / (1 − beta2ᵗ)
/// d = g / (√v̂ + epsilon) + weightDecay · θ   c = learningRate² / Σ learningRate²
/// z ← z − learningRate · d
/// x ← (1 − c) · x + c · z                    the weights to evaluate with
/// θ ← beta1 · x + (1 − beta1) · z            the weights to train
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 2.5e-3 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.999 |
/// | ε | `epsilon`, outside the root, after the correction | 1e-8 |
/// | λ | `weightDecay` | 0 |
/// | z | slot `z`, from θ |  |
/// | v | slot `v`, from 0 |  |
/// | β₂ᵗ, Σα² | scalars `beta2Power`, `sumOfSquaredRates` |  |
///
/// **Deviations:** β₁ may not change, since x is computed from θ and z. The warm-up of the authors'
/// code is a schedule of the learning rate here; before the paper's last version they multiplied
/// the rate by √(1 − β₂ᵗ). x weighs each z by the square of its own step's learning rate; optax
/// weighs it by the square of the largest rate until then.
///
/// **When to use it:** if it is not known how long the training will be. Evaluate with
/// `Stepper.evaluationWeights`: the trained weights themselves are no good.
///
/// Defazio and others: The Road Less Scheduled (arXiv 2405.15682), algorithm 1.
///
/// @param learningRate α
/// @param beta1 β₁, how far gradients are taken from z towards x, in (0, 1)
/// @param beta2 β₂, the memory of squares, in [0, 1)
/// @param epsilon ε, positive
/// @param weightDecay weight decay λ, 0 or more
public record ScheduleFree(
    Schedule learningRate, double beta1, Schedule beta2, Schedule epsilon, Schedule weightDecay)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public ScheduleFree {
    Require.learningRate(learningRate);
    Require.openFraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positiveSingle("epsilon", epsilon);
    Require.notNegative("weightDecay", weightDecay);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static ScheduleFree of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static ScheduleFree of(Schedule learningRate) {
    return new ScheduleFree(
        learningRate, 0.9, Schedule.constant(0.999), Schedule.constant(1e-8), Schedule.constant(0));
  }

  /// The same rule with another β₁, how far gradients are taken from z towards x.
  ///
  /// @param beta1 in (0, 1)
  /// @return a changed copy
  public ScheduleFree beta1(double beta1) {
    return new ScheduleFree(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same rule with another β₂, the memory of squares.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public ScheduleFree beta2(double beta2) {
    return new ScheduleFree(learningRate, beta1, Schedule.constant(beta2), epsilon, weightDecay);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public ScheduleFree epsilon(double epsilon) {
    return new ScheduleFree(learningRate, beta1, beta2, Schedule.constant(epsilon), weightDecay);
  }

  /// The same rule with another weight decay λ.
  ///
  /// @param weightDecay 0 or more
  /// @return a changed copy
  public ScheduleFree weightDecay(double weightDecay) {
    return new ScheduleFree(learningRate, beta1, beta2, epsilon, Schedule.constant(weightDecay));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.lasting("z"), Slot.decaying("v"));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("beta2Power", 1), new Scalar("sumOfSquaredRates", 0));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public Optional<BlockLoop> evaluation() {
    return Optional.of(
        new BlockLoop() {
          private float beyond;

          @Override
          public void begin(Step step) {
            beyond = step.k() == 0 ? 0 : (float) (1 / beta1 - 1);
          }

          @Override
          public void run(Block block) {
            float[] x = block.update();
            float[] z = block.slot(0);
            float beyond = this.beyond;
            for (int i = block.from(); i < block.to(); i++) {
              x[i] += beyond * (x[i] - z[i]);
            }
          }
        });
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float b2;
      private float k2;
      private float eps;
      private float lambda;
      private float vScale;
      private float lr;
      private float c;
      private float ofD;
      private float keep;
      private float first;

      @Override
      public void begin(Step step) {
        double rate = step.value(learningRate);
        double weight = rate * rate;
        double sum = step.scalar(1, step.scalar(1) + weight);
        double share = sum == 0 ? 0 : weight / sum;
        double beta2 = Require.fraction("beta2", step.value(ScheduleFree.this.beta2));
        b2 = (float) beta2;
        k2 = (float) (1 - beta2);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
        lambda = (float) Require.notNegative("weightDecay", step.value(weightDecay));
        vScale = (float) (1 / (1 - step.multiply(0, beta2)));
        lr = (float) rate;
        c = (float) share;
        ofD = (float) (rate * (1 - beta1 * (1 - share)));
        keep = step.t() == 1 ? 0 : 1;
        first = 1 - keep;
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] z = block.slot(0);
        float[] v = block.slot(1);
        float[] theta = block.theta();
        float b2 = this.b2;
        float k2 = this.k2;
        float eps = this.eps;
        float lambda = this.lambda;
        float vScale = this.vScale;
        float lr = this.lr;
        float c = this.c;
        float ofD = this.ofD;
        float keep = this.keep;
        float first = this.first;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          float y = theta[i];
          float old = keep * z[i] + first * y;
          v[i] = b2 * v[i] + k2 * g * g;
          float d = g / ((float) Math.sqrt(v[i] * vScale) + eps) + lambda * y;
          z[i] = old - lr * d;
          u[i] = c * (y - old) + ofD * d;
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("scheduleFree", this);
  }
}
