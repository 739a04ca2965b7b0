package dev.ravine.nn.train;

import dev.ravine.data.Labels;
import java.util.Locale;

/// How much the examples of each class count in the training loss. Validation is never weighted.
public enum ClassWeights {
  /// All examples count the same.
  NONE,
  /// All classes count the same: an example of class c counts n / (classes · n_c) times, with n
  /// training examples, n_c of them of the class.
  BALANCED;

  /// The name in files.
  ///
  /// @return `none` or `balanced`
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Finds one.
  ///
  /// @param label its name in files
  /// @return the constant
  /// @throws IllegalArgumentException if there is none of that name
  public static ClassWeights named(String label) {
    for (ClassWeights weights : values()) {
      if (weights.label().equals(label)) {
        return weights;
      }
    }
    throw new IllegalArgumentException("classWeights must be none or balanced, was " + label);
  }

  /// A weight for each class; a class without examples has 0.
  float[] of(Labels train) {
    int[] counts = new int[train.classes()];
    for (int i = 0; i < train.size(); i++) {
      counts[train.label(i)]++;
    }
    float[] weights = new float[counts.length];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = counts[c] == 0 ? 0 : (float) ((double) train.size() / counts.length / counts[c]);
    }
    return weights;
  }
}
