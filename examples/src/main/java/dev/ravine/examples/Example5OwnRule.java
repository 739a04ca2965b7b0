package dev.ravine.examples;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Step;
import dev.ravine.optim.stage.UpdateRule;
import dev.ravine.optim.transforms.ClipGlobalNorm;

/// An update rule of your own. The loop is vectorized by the JIT compiler; the engine does the
/// rest.
public final class Example5OwnRule {

  private Example5OwnRule() {}

  /// Steps of one size against the gradient's sign.
  ///
  /// @param learningRate the size
  public record SignDescent(Schedule learningRate) implements UpdateRule {
    @Override
    public void update(Step step, Block block) {
      float[] u = block.update();
      for (int i = block.from(); i < block.to(); i++) {
        u[i] = Math.signum(u[i]);
      }
    }
  }

  /// Runs it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) {
    float[] theta = Valley.start();
    Optimizer recipe = Optimizer.of(ClipGlobalNorm.of(1), new SignDescent(k -> 1.0 / (k + 1)));
    Stepper stepper = recipe.begin(theta.length);
    for (int t = 0; t < 200; t++) {
      stepper.step(theta, Valley.gradient(theta));
    }
    System.out.println("f = " + Valley.value(theta));
  }
}
