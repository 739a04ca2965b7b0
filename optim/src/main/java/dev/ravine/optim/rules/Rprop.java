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

/// Resilient propagation: only the gradient's sign counts, and each parameter's step grows while
/// the sign stays and shrinks when it flips.
///
/// ```
/// s = g · g₋ > 0:  Δ ← min(increase · Δ, largest)
/// s = g · g₋ < 0:  Δ ← max(decrease · Δ, smallest), g ← 0
/// θ ← θ − sign(g) · Δ        g₋ ← g
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-3 |
/// | η⁻, η⁺ | `decrease`, `increase` | 0.5, 1.2 |
/// | Δmin, Δmax | `smallest`, `largest` | 1e-6, 50 |
/// | Δ | slot `stepSize`, from `learningRate` |  |
/// | sign(g₋) | slot `sign`, from 0 |  |
///
/// **Deviations:** iRprop⁻, as in PyTorch and optax: after a flip the step shrinks and the
/// parameter rests for one step. optax applies each step one step late. The learning rate is the
/// first step's size and is not read again.
///
/// **When to use it:** on the full batch only: with mini-batches signs flip by chance.
///
/// Riedmiller, Braun: A direct adaptive method for faster backpropagation learning (ICNN 1993);
/// Igel, Hüsken: Improving the Rprop Learning Algorithm (NC 2000), iRprop⁻.
///
/// @param learningRate α
/// @param decrease factor η⁻ after the sign has flipped, in [0, 1)
/// @param increase factor η⁺ while the sign stays, positive
/// @param smallest limit Δmin, positive
/// @param largest limit Δmax, positive
public record Rprop(
    Schedule learningRate,
    Schedule decrease,
    Schedule increase,
    Schedule smallest,
    Schedule largest)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public Rprop {
    Require.learningRate(learningRate);
    Require.fraction("decrease", decrease);
    Require.positive("increase", increase);
    Require.positive("smallest", smallest);
    Require.positive("largest", largest);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Rprop of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static Rprop of(Schedule learningRate) {
    return new Rprop(
        learningRate,
        Schedule.constant(0.5),
        Schedule.constant(1.2),
        Schedule.constant(1e-6),
        Schedule.constant(50));
  }

  /// The same rule with another factor η⁻ after the sign has flipped.
  ///
  /// @param decrease in [0, 1)
  /// @return a changed copy
  public Rprop decrease(double decrease) {
    return new Rprop(learningRate, Schedule.constant(decrease), increase, smallest, largest);
  }

  /// The same rule with another factor η⁺ while the sign stays.
  ///
  /// @param increase positive
  /// @return a changed copy
  public Rprop increase(double increase) {
    return new Rprop(learningRate, decrease, Schedule.constant(increase), smallest, largest);
  }

  /// The same rule with another limit Δmin.
  ///
  /// @param smallest positive
  /// @return a changed copy
  public Rprop smallest(double smallest) {
    return new Rprop(learningRate, decrease, increase, Schedule.constant(smallest), largest);
  }

  /// The same rule with another limit Δmax.
  ///
  /// @param largest positive
  /// @return a changed copy
  public Rprop largest(double largest) {
    return new Rprop(learningRate, decrease, increase, smallest, Schedule.constant(largest));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.lasting("stepSize"), Slot.lasting("sign"));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float down;
      private float up;
      private float least;
      private float most;
      private float keep;
      private float start;

      @Override
      public void begin(Step step) {
        down = (float) (Require.fraction("decrease", step.value(decrease)) - 1);
        up = (float) (Require.positive("increase", step.value(increase)) - 1);
        least = (float) step.value(smallest);
        most = (float) step.value(largest);
        keep = step.t() == 1 ? 0 : 1;
        start = step.t() == 1 ? (float) step.value(learningRate) : 0;
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] size = block.slot(0);
        float[] sign = block.slot(1);
        float down = this.down;
        float up = this.up;
        float least = this.least;
        float most = this.most;
        float keep = this.keep;
        float start = this.start;
        for (int i = block.from(); i < block.to(); i++) {
          float now = Math.signum(u[i]);
          float s = now * sign[i];
          float same = 0.5f * (s * s + s);
          float flipped = same - s;
          float grown = (keep * size[i] + start) * (1 + same * up + flipped * down);
          size[i] = Math.min(Math.max(grown, least), most);
          sign[i] = now * (1 - flipped);
          u[i] = sign[i] * size[i];
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("rprop", this);
  }
}
