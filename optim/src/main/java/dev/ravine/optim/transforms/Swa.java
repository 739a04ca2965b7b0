package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnWeights;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import java.util.List;
import java.util.Optional;

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
public record Swa(long start, long every) implements OnWeights {

  /// Checks the ranges of what does not change.
  public Swa {
    Require.notNegative("start", start);
    Require.positive("every", every);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.lasting("average"));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("averaged", 0));
  }

  @Override
  public Optional<BlockLoop> evaluation() {
    return Optional.of(new AverageForEvaluation());
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float old;
      private float fresh;

      @Override
      public void begin(Step step) {
        old = 1;
        fresh = 0;
        if (step.t() > start && (step.t() - start) % every == 0) {
          double count = step.scalar(0, step.scalar(0) + 1);
          fresh = (float) (1 / count);
          old = (float) ((count - 1) / count);
        }
      }

      @Override
      public void run(Block block) {
        float[] theta = block.theta();
        float[] average = block.slot(0);
        float old = this.old;
        float fresh = this.fresh;
        for (int i = block.from(); i < block.to(); i++) {
          average[i] = old * average[i] + fresh * theta[i];
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("swa", this);
  }
}
