package dev.ravine.cluster.simulation;

import java.io.Serial;

/// A simulated training diverged.
public final class DivergedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  DivergedException(String why) {
    super("training diverged: " + why);
  }
}
