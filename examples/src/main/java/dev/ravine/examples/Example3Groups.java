package dev.ravine.examples;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.layout.Selection;
import dev.ravine.optim.rules.AdamW;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.optim.stage.Frozen;
import java.util.Arrays;

/// A rule for the weights, another for the biases, and a tensor that stays as it is.
public final class Example3Groups {

  private Example3Groups() {}

  /// Runs it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) {
    ParameterLayout layout =
        ParameterLayout.empty()
            .and("embedding", ParameterRole.NORMALIZATION, 1)
            .and("hidden.weight", ParameterRole.WEIGHT, 2)
            .and("hidden.bias", ParameterRole.BIAS, 1);
    Optimizer recipe =
        Optimizer.of(
            new Frozen().on(Selection.named("embedding")),
            AdamW.of(0.1).weightDecay(0.1).on(Selection.WEIGHTS),
            Sgd.of(0.05).on(Selection.BIASES));
    float[] theta = Valley.start();
    Stepper stepper = recipe.begin(layout);
    for (int t = 0; t < 200; t++) {
      stepper.step(theta, Valley.gradient(theta));
    }
    System.out.println(recipe);
    System.out.println(Arrays.toString(theta));
  }
}
