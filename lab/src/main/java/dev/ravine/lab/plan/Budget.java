package dev.ravine.lab.plan;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How long a run trains, where that is not what its experiment says.
///
/// @param epochs how often to go through the training data, 1 or more
/// @param batch examples per step, 1 or more
public record Budget(Optional<Integer> epochs, Optional<Integer> batch) {

  /// What the experiment says.
  public static final Budget USUAL = new Budget(Optional.empty(), Optional.empty());

  /// For people, short.
  ///
  /// @return such as `epochs=10 batch=32`; empty if it is the experiment's
  public String label() {
    return Stream.of(epochs.map(n -> "epochs=" + n), batch.map(n -> "batch=" + n))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }
}
