package dev.ravine.optim.rules;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.Link;
import java.util.Random;

/// Where a rule goes on a fixed sequence of gradients.
final class Laws {

  private Laws() {}

  static float[] path(Link rule) {
    return path(rule, 1);
  }

  static float[] path(Link link, float scale) {
    return path(Optimizer.of(link), scale);
  }

  static float[] path(Optimizer optimizer) {
    return path(optimizer, 1);
  }

  private static float[] path(Optimizer optimizer, float scale) {
    Random random = new Random(42);
    float[] theta = {1, -2, 3};
    Stepper stepper = optimizer.begin(3);
    for (int t = 0; t < 20; t++) {
      float[] gradient = new float[3];
      for (int i = 0; i < 3; i++) {
        gradient[i] = scale * (float) random.nextGaussian();
      }
      stepper.step(theta, gradient);
    }
    return theta;
  }
}
