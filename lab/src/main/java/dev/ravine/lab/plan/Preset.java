package dev.ravine.lab.plan;

import java.util.Arrays;
import java.util.Locale;

/// What is asked for as a whole.
public enum Preset {
  /// What suits the data.
  USUAL,
  /// The published experiment: weights N(0, 0.05²), the mean picture subtracted, five epochs with
  /// batches of 100, five hidden layers of 100 units.
  PUBLISHED;

  /// The name in files.
  ///
  /// @return in lower case
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Finds one.
  ///
  /// @param label its name in files
  /// @return the preset
  /// @throws IllegalArgumentException if there is none of that name
  public static Preset named(String label) {
    return Arrays.stream(values())
        .filter(preset -> preset.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("preset must be usual or published, was " + label));
  }
}
