package dev.ravine.optim;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A copy of everything a stepper owns: enough to resume with the same bits.
///
/// @param steps the number of updates completed
/// @param slots the arrays of all stages, by name; the record owns them
/// @param scalars the numbers of all stages and schedules with a memory, by name
/// @param changes what was changed by hand, in order
public record StepperState(
    long steps, Map<String, float[]> slots, Map<String, Double> scalars, List<Change> changes) {

  /// Checks the count and fixes the order of the names.
  public StepperState {
    if (steps < 0) {
      throw new IllegalArgumentException("steps must be 0 or more, was " + steps);
    }
    slots = Collections.unmodifiableMap(new TreeMap<>(slots));
    scalars = Collections.unmodifiableMap(new TreeMap<>(scalars));
    changes = List.copyOf(changes);
  }
}
