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

/// SGD with momentum: a velocity builds up in any direction that has a consistent gradient.
///
/// ```
/// v ← momentum · v − learningRate · g
/// θ ← θ + v
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 5e-3 |
/// | μ | `momentum` | 0.9 |
/// | v | slot `velocity`, from 0 | |
///
/// **Deviations:** the learning rate is inside the velocity, as in Keras, DJL and the paper.
/// PyTorch and optax keep it outside; with a constant learning rate both give the same steps, after
/// a change theirs apply the new rate to old gradients too.
///
/// **When to use it:** with a tuned learning rate it is hard to beat on image networks.
///
/// Polyak: Some methods of speeding up the convergence of iteration methods (USSR Computational
/// Mathematics and Mathematical Physics 4, 1964); Sutskever, Martens, Dahl, Hinton (ICML 2013),
/// equations 1 and 2.
///
/// @param learningRate α
/// @param momentum μ in [0, 1)
public record Momentum(Schedule learningRate, double momentum) implements UpdateRule {

  /// Checks the ranges.
  public Momentum {
    Require.learningRate(learningRate);
    Require.fraction("momentum", momentum);
  }

  /// A constant learning rate and the default momentum.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Momentum of(double learningRate) {
    return new Momentum(Schedule.constant(learningRate), 0.9);
  }

  /// The same rule with another momentum.
  ///
  /// @param momentum μ in [0, 1)
  /// @return a changed copy
  public Momentum momentum(double momentum) {
    return new Momentum(learningRate, momentum);
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
          float velocity = mu * v[i] - lr * u[i];
          v[i] = velocity;
          u[i] = -velocity;
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("momentum", this);
  }
}
