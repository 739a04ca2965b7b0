package dev.ravine.data;

import java.util.Locale;

/// What is done to features before a model sees them.
public enum Scaling {
  /// Each feature gets mean 0 and standard deviation 1 over the training examples; of pictures,
  /// each plane, over all places.
  STANDARDIZED,
  /// The mean picture is subtracted, and pixels stay 0 … 255 apart: as in the published experiment.
  /// Other features than pixels are standardized.
  CENTERED,
  /// Pixels are divided by 255; other features become 0 … 1 over the training examples.
  UNIT,
  /// Features stay as they are.
  NONE;

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
    throw new IllegalArgumentException(
        "pixels must be standardized, centered, unit or none, was " + label);
  }
}
