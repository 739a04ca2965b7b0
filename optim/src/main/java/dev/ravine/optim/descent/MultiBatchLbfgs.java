package dev.ravine.optim.descent;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StoppingRules;

/// L-BFGS on some parts of a sum at a time. Batches that follow each other share parts, and changes
/// of the gradient are those of the shared parts: of different parts they would be noise.
///
/// ```
/// x ← x − learningRate · H g(batch)          y = g(shared, after) − g(shared, before)
/// ```
///
/// The parts come in an order that is drawn once; no part is evaluated twice for a pair.
///
/// **Deviations:** the first step is at most 1 long. A step is halved until the value of the shared
/// parts falls, or, if the direction leads up for them, rises by no more than twice what their
/// slope says.
///
/// **When to use it:** for networks whose data is too large for a gradient of all of it in each
/// step, with batches as large as one can afford.
///
/// Berahas, Nocedal, Takáč: A Multi-Batch L-BFGS Method for Machine Learning (NIPS 2016, arXiv
/// 1605.06049), section 2.
///
/// @param memory how many pairs are kept
/// @param learningRate of each step
/// @param batch which share of the parts a step sees; two parts or more
/// @param overlap which share of a batch the next one sees again; one part or more
/// @param seed of the order of the parts
@Named(
    value = "multiBatchLbfgs",
    summary = "L-BFGS on overlapping batches of the parts of a sum",
    source = "Berahas, Nocedal, Takáč 2016, arXiv 1605.06049")
public record MultiBatchLbfgs(
    @In("[1, ∞)") int memory,
    @In("(0, ∞)") double learningRate,
    @In("(0, 1]") double batch,
    @In("(0, 0.5]") double overlap,
    @In("[0, ∞)") int seed)
    implements Minimizer {

  public MultiBatchLbfgs {
    Range.check(MultiBatchLbfgs.class, memory, learningRate, batch, overlap, seed);
  }

  /// Ten pairs, learning rate 0.5, half of the parts in each step, of which half are shared.
  public static MultiBatchLbfgs of() {
    return new MultiBatchLbfgs(10, 0.5, 0.5, 0.5, 0);
  }

  @Override
  public void checkParts(int parts) {
    if (parts < 2) {
      throw new IllegalArgumentException(
          "%s needs a sum of 2 or more functions, such as mini-batches, but there is %d"
              .formatted(HyperParameters.name(this), parts));
    }
  }

  private FiniteSum sum(Objective objective) {
    if (!(objective instanceof FiniteSum sum)) {
      throw new IllegalArgumentException(
          "%s needs a sum of functions, but the objective is one function"
              .formatted(HyperParameters.name(this)));
    }
    checkParts(sum.parts());
    return sum;
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return new MultiBatchMinimization(this, sum(objective), start, rules, team);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return new MultiBatchMinimization(this, sum(objective), state, rules, team);
  }
}
