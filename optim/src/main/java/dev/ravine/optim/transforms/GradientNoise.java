package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Power;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Step;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;

/// Adds Gaussian noise that fades: g ← g + N(0, eta / (1 + k)^gamma), k the number of steps made.
/// The noise of an element depends on the seed, the step and the element's index alone.
///
/// **Deviations:** the same as optax' `add_noise` but for the random numbers.
///
/// Neelakantan and others: Adding Gradient Noise Improves Learning for Very Deep Networks (arXiv
/// 1511.06807), equations 1 and 2.
///
/// @param eta the variance in the first step, 0 or more
/// @param gamma how fast it fades, 0 or more, usually 0.55
/// @param seed of the noise
public record GradientNoise(Schedule eta, double gamma, long seed) implements OnGradient {

  /// Each step has its own part of the stream, two words for each of up to 2³² elements.
  private static final int STEP_BITS = 33;

  /// Checks the ranges of what does not change.
  public GradientNoise {
    Require.notNegative("eta", eta);
    Require.notNegative("gamma", gamma);
  }

  /// Noise with the usual fading.
  ///
  /// @param eta the variance in the first step, 0 or more
  /// @return the stage, with seed 0
  public static GradientNoise of(double eta) {
    return new GradientNoise(Schedule.constant(eta), 0.55, 0);
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      // A stream serves one thread.
      private final ThreadLocal<RandomStream> streams =
          ThreadLocal.withInitial(() -> new Seed(seed).stream("gradientNoise"));
      private double deviation;
      private long k;

      @Override
      public void begin(Step step) {
        k = step.k();
        double variance = Require.notNegative("eta", step.value(eta));
        deviation = Math.sqrt(variance / Power.of(1.0 + k, gamma));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        RandomStream stream = streams.get();
        stream.position((k << STEP_BITS) + 2L * block.from());
        for (int i = block.from(); i < block.to(); i++) {
          u[i] += (float) (deviation * stream.nextGaussian());
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("gradientNoise", this);
  }
}
