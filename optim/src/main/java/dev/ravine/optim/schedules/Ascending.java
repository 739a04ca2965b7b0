package dev.ravine.optim.schedules;

import java.util.List;

/// Lists of steps.
final class Ascending {

  private Ascending() {}

  static List<Long> copy(String name, List<Long> steps) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) < 0 || (i > 0 && steps.get(i) <= steps.get(i - 1))) {
        throw new IllegalArgumentException(
            "%s must be ascending and 0 or more, were %s".formatted(name, steps));
      }
    }
    return List.copyOf(steps);
  }

  static void sameLength(String name, int length, String other, int otherLength) {
    if (length != otherLength) {
      throw new IllegalArgumentException(
          "%s must have %d elements, for %s, had %d".formatted(name, otherLength, other, length));
    }
  }
}
