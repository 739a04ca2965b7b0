package dev.ravine.examples;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.rules.Adam;

/// An update rule on your own array, in three lines.
public final class Example1Steps {

  private Example1Steps() {}

  /// Runs it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) {
    float[] theta = Valley.start();
    Stepper adam = Stepper.of(Adam.of(0.1), theta.length);
    for (int t = 0; t < 200; t++) {
      adam.step(theta, Valley.gradient(theta));
    }
    System.out.println("f = " + Valley.value(theta));
  }
}
