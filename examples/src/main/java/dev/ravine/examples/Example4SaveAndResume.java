package dev.ravine.examples;

import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Parameters and the optimizer's state as a file: what resumes from it has the same bits as what
/// was not interrupted.
public final class Example4SaveAndResume {

  private Example4SaveAndResume() {}

  /// Runs it.
  ///
  /// @param arguments none
  /// @throws IOException if the file can't be written
  public static void main(String[] arguments) throws IOException {
    Optimizer recipe = Optimizer.parse("adam(cosine(0.1,100))");
    float[] whole = Valley.start();
    Stepper uninterrupted = recipe.begin(whole.length);
    steps(uninterrupted, whole, 100);

    float[] theta = Valley.start();
    Stepper first = recipe.begin(theta.length);
    steps(first, theta, 40);
    Path file = Files.createTempFile("example", ".safetensors");
    Checkpoint.of(first, theta).write(file);

    Stepper second = recipe.begin(theta.length);
    float[] resumed = Checkpoint.read(file, second.layout()).restore(second);
    steps(second, resumed, 60);
    System.out.println("the same bits: " + Arrays.equals(whole, resumed));
    Files.delete(file);
  }

  private static void steps(Stepper stepper, float[] theta, int count) {
    for (int t = 0; t < count; t++) {
      stepper.step(theta, Valley.gradient(theta));
    }
  }
}
