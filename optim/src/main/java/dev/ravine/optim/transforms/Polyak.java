package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.EvaluationWeights;
import dev.ravine.optim.stage.OnWeights;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.State;
import dev.ravine.optim.stage.Step;
import java.util.List;

/// Polyak's average, for evaluation: the mean of the weights after all steps from some step on.
///
/// Polyak, Juditsky: Acceleration of Stochastic Approximation by Averaging (SIAM Journal on Control
/// and Optimization 30, 1992).
///
/// @param start steps to make before, 0 or more
@Named(
    value = "polyak",
    summary = "evaluates the mean of all weights from a step on",
    source = "Polyak, Juditsky 1992")
public record Polyak(@In("[0, ∞)") long start) implements OnWeights, EvaluationWeights {

  public Polyak {
    Range.check(Polyak.class, start);
  }

  @Override
  public List<State> state() {
    return List.of(Slot.lasting("average"), Average.count(start, 1));
  }

  @Override
  public void update(Step step, Block block) {
    Average.add(step, block, start, 1);
  }

  @Override
  public void evaluationWeights(Step step, Block block) {
    Average.copy(step, block);
  }
}
