package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Step;
import dev.ravine.random.RandomStream;

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
@Named(
    value = "gradientNoise",
    summary = "adds noise that fades",
    source = "Neelakantan et al. 2015, arXiv 1511.06807")
public record GradientNoise(@In("[0, ∞)") Schedule eta, @In("[0, ∞)") double gamma, long seed)
    implements OnGradient {

  /// Each step has its own part of the stream, two words for each of up to 2³² elements.
  private static final int STEP_BITS = 33;

  public GradientNoise {
    Range.check(GradientNoise.class, eta, gamma, seed);
  }

  /// Noise with the usual fading.
  ///
  /// @param eta the variance in the first step, 0 or more
  /// @return the stage, with seed 0
  public static GradientNoise of(double eta) {
    return new GradientNoise(Schedule.constant(eta), 0.55, 0);
  }

  @Override
  public void update(Step step, Block block) {
    double deviation = Math.sqrt(step.asDouble(eta) / Powers.of(1.0 + step.k(), gamma));
    float[] u = block.update();
    RandomStream stream = block.random(seed, "gradientNoise");
    stream.position((step.k() << STEP_BITS) + 2L * block.from());
    for (int i = block.from(); i < block.to(); i++) {
      u[i] += (float) (deviation * stream.nextGaussian());
    }
  }
}
