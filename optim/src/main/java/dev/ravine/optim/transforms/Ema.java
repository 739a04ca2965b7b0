package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.EvaluationWeights;
import dev.ravine.optim.stage.OnWeights;
import dev.ravine.optim.stage.Scalar;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.State;
import dev.ravine.optim.stage.Step;
import java.util.List;

/// An exponentially decaying average of the weights, for evaluation: average ← decay · average + (1
/// − decay) · θ, from the weights after the first step.
///
/// **Deviations:** the same as PyTorch's `AveragedModel` with `get_ema_avg_fn`. optax' `ema` starts
/// from 0 and corrects for it.
///
/// Polyak, Juditsky: Acceleration of Stochastic Approximation by Averaging (SIAM Journal on Control
/// and Optimization 30, 1992), with a decaying memory.
///
/// @param decay in [0, 1)
@Named(
    value = "ema",
    summary = "evaluates a decaying average of the weights",
    source = "Polyak, Juditsky 1992")
public record Ema(@In("[0, 1)") Schedule decay) implements OnWeights, EvaluationWeights {

  public Ema {
    Range.check(Ema.class, decay);
  }

  /// A constant value.
  ///
  /// @param decay in [0, 1)
  /// @return the stage
  public static Ema of(double decay) {
    return new Ema(Schedule.constant(decay));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.lasting("average"), new Scalar("averaged", 0, (before, step) -> 1));
  }

  @Override
  public void update(Step step, Block block) {
    double rate = step.before(0) == 0 ? 0 : step.asDouble(decay);
    Average.mix(block, (float) rate, (float) (1 - rate));
  }

  @Override
  public void evaluationWeights(Step step, Block block) {
    Average.copy(step, block);
  }
}
