package dev.ravine.lab.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What replicas do in a simulated cluster.
public enum SimulatedMethod {
  /// They push gradients to shards, each at its own pace.
  DOWNPOUR,
  /// They evaluate portions of the loss for L-BFGS.
  SANDBLASTER;

  /// Finds a method.
  ///
  /// @param name as it is printed
  /// @throws IllegalArgumentException if there is none
  public static SimulatedMethod of(String name) {
    return Arrays.stream(values())
        .filter(method -> method.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "simulate knows %s, not %s"
                    .formatted(
                        Arrays.stream(values())
                            .map(SimulatedMethod::toString)
                            .collect(Collectors.joining(" and ")),
                        name)));
  }

  /// Its name in lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
