package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
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
/// - **Deviations:** iRprop⁻, as in PyTorch and optax: after a flip the step shrinks and the
///   parameter rests for one step. optax applies each step one step late. The learning rate is the
///   first step's size and is not read again.
/// - **When to use it:** on the full batch only: with mini-batches signs flip by chance.
/// - **Example:** `Descent.of(Surface.RAVINE, Rprop.of(0.3), 30).endValue()` is 6.69e-6.
///
/// @param learningRate α
/// @param decrease factor η⁻ after the sign has flipped
/// @param increase factor η⁺ while the sign stays
/// @param smallest limit Δmin
/// @param largest limit Δmax
@Named(
    value = "rprop",
    summary = "steps that grow while the sign stays; full batch only",
    source = "Riedmiller, Braun, ICNN 1993; Igel, Hüsken, NC 2000, iRprop⁻")
public record Rprop(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule decrease,
    @In("(0, ∞)") Schedule increase,
    @In("(0, ∞)") Schedule smallest,
    @In("(0, ∞)") Schedule largest)
    implements UpdateRule {
  public Rprop {
    Range.check(Rprop.class, learningRate, decrease, increase, smallest, largest);
  }

  /// A constant learning rate and the defaults.
  public static Rprop of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Rprop of(Schedule learningRate) {
    return new Rprop(learningRate, constant(0.5), constant(1.2), constant(1e-6), constant(50));
  }

  /// Another factor η⁻ after the sign has flipped.
  public Rprop decrease(double decrease) {
    return HyperParameters.with(this, "decrease", decrease);
  }

  /// Another factor η⁺ while the sign stays.
  public Rprop increase(double increase) {
    return HyperParameters.with(this, "increase", increase);
  }

  /// Another limit Δmin.
  public Rprop smallest(double smallest) {
    return HyperParameters.with(this, "smallest", smallest);
  }

  /// Another limit Δmax.
  public Rprop largest(double largest) {
    return HyperParameters.with(this, "largest", largest);
  }

  @Override
  public List<State> state() {
    return List.of(Slot.lasting("stepSize"), Slot.lasting("sign"));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public void update(Step step, Block block) {
    float down = (float) (step.asDouble(decrease) - 1);
    float up = (float) (step.asDouble(increase) - 1);
    float least = step.value(smallest);
    float most = step.value(largest);
    boolean first = step.t() == 1;
    loop(block, down, up, least, most, first ? 0 : 1, first ? step.value(learningRate) : 0);
  }

  /// By itself: as a part of [#update], the JIT compiler makes a loop of it that is twice as slow.
  private static void loop(
      Block block, float down, float up, float least, float most, float keep, float start) {
    float[] u = block.update(), size = block.slot(0), sign = block.slot(1);
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
}
