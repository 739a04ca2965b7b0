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

/// Stochastic weight averaging: the mean of the weights after every so many steps, for evaluation.
///
/// **Deviations:** none; the learning rate's part in it is a schedule. The first weights that are
/// averaged are those after step start + every; until then the trained weights are evaluated.
///
/// Izmailov and others: Averaging Weights Leads to Wider Optima and Better Generalization (arXiv
/// 1803.05407), algorithm 1.
///
/// @param start steps to make before, 0 or more
/// @param every steps from one to the next, 1 or more
@Named(
    value = "swa",
    summary = "evaluates the mean of weights at intervals",
    source = "Izmailov et al. 2018, arXiv 1803.05407")
public record Swa(@In("[0, ∞)") long start, @In("[1, ∞)") long every)
    implements OnWeights, EvaluationWeights {

  public Swa {
    Range.check(Swa.class, start, every);
  }

  @Override
  public List<State> state() {
    return List.of(Slot.lasting("average"), Average.count(start, every));
  }

  @Override
  public void update(Step step, Block block) {
    Average.add(step, block, start, every);
  }

  @Override
  public void evaluationWeights(Step step, Block block) {
    Average.copy(step, block);
  }
}
