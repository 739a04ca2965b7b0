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

/// SGD with Nesterov momentum: momentum that evaluates the gradient where it is about to be.
///
/// ```
/// v′ ← momentum · v − learningRate · g
/// θ  ← θ − momentum · v + (1 + momentum) · v′
/// v  ← v′
/// ```
///
/// θ here is the point that has already looked ahead, so the gradient is taken at θ itself.
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 5e-3 |
/// | μ | `momentum` | 0.9 |
/// | v | slot `velocity`, from 0 | |
///
/// **Deviations:** none from the paper's simplified form, which is also that of Deeplearning4j.
/// With a constant learning rate, PyTorch, optax and Keras give the same steps in other variables.
///
/// **When to use it:** wherever momentum is used; it tolerates a larger μ.
///
/// Bengio, Boulanger-Lewandowski, Pascanu: Advances in Optimizing Recurrent Networks (arXiv
/// 1212.0901), equations 6 and 7.
///
/// @param learningRate α
/// @param momentum μ in [0, 1)
public record Nesterov(Schedule learningRate, double momentum) implements UpdateRule {

  /// Checks the ranges.
  public Nesterov {
    Require.learningRate(learningRate);
    Require.fraction("momentum", momentum);
  }

  /// A constant learning rate and the default momentum.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Nesterov of(double learningRate) {
    return new Nesterov(Schedule.constant(learningRate), 0.9);
  }

  /// The same rule with another momentum.
  ///
  /// @param momentum μ in [0, 1)
  /// @return a changed copy
  public Nesterov momentum(double momentum) {
    return new Nesterov(learningRate, momentum);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("velocity"));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public BlockLoop begin() {
    float mu = (float) momentum;
    float onePlusMu = (float) (1 + momentum);
    return new BlockLoop() {
      private float lr;

      @Override
      public void begin(Step step) {
        lr = (float) step.learningRate();
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] v = block.slot(0);
        float lr = this.lr;
        for (int i = block.from(); i < block.to(); i++) {
          float old = v[i];
          float velocity = mu * old - lr * u[i];
          v[i] = velocity;
          u[i] = mu * old - onePlusMu * velocity;
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("nesterov", this);
  }
}
