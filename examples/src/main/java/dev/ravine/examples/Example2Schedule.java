package dev.ravine.examples;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.schedules.CosineDecay;
import dev.ravine.optim.schedules.Warmup;
import dev.ravine.optim.transforms.ClipGlobalNorm;
import dev.ravine.optim.transforms.DecoupledDecay;

/// A recipe: clipping, a rule with a learning rate that changes, decay. The same as text is what
/// [Optimizer#parse] reads.
public final class Example2Schedule {

  private Example2Schedule() {}

  /// Runs it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) {
    Optimizer recipe =
        Optimizer.of(
            ClipGlobalNorm.of(1),
            Adam.of(Warmup.of(new CosineDecay(0.2, 180, 0), 20)).beta2(0.99),
            DecoupledDecay.of(0.01));
    float[] theta = Valley.start();
    Stepper stepper = recipe.begin(theta.length);
    for (int t = 0; t < 200; t++) {
      if (t % 50 == 0) {
        System.out.printf("%3d  %s%n", t, stepper.hyperParameters());
      }
      stepper.step(theta, Valley.gradient(theta));
    }
    System.out.println(recipe);
    System.out.println("f = " + Valley.value(theta));
  }
}
