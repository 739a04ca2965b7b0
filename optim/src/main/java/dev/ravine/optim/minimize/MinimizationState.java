package dev.ravine.optim.minimize;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A copy of everything a minimization keeps: enough to resume with the same bits.
///
/// @param numbers by name
/// @param arrays by name; the record owns them
public record MinimizationState(Map<String, Double> numbers, Map<String, double[]> arrays) {

  /// Fixes the order of the names.
  public MinimizationState {
    numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
    arrays = Collections.unmodifiableMap(new TreeMap<>(arrays));
  }
}
