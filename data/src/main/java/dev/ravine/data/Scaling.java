package dev.ravine.data;

import java.util.Locale;

/// What is done to the features of pictures before a model sees them. Tables are always
/// standardized.
public enum Scaling {
  /// Each plane gets mean 0 and standard deviation 1 over all training pictures and places.
  STANDARDIZED,
  /// The mean picture is subtracted, and pixels stay 0 … 255 apart: as in the published experiment.
  CENTERED;

  /// The name in files.
  ///
  /// @return in lower case
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Finds one.
  ///
  /// @param label its name in files
  /// @return the scaling
  /// @throws IllegalArgumentException if there is none of that name
  public static Scaling named(String label) {
    for (Scaling scaling : values()) {
      if (scaling.label().equals(label)) {
        return scaling;
      }
    }
    throw new IllegalArgumentException("pixels must be standardized or centered, was " + label);
  }
}
