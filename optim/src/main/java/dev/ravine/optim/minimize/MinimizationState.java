package dev.ravine.optim.minimize;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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

  /// How many iterations were made.
  ///
  /// @return 0 if the state is of none that has begun
  public long iterations() {
    return numbers.getOrDefault("iterations", 0.0).longValue();
  }

  /// What all of it is called.
  Set<String> names() {
    Set<String> names = new TreeSet<>(numbers.keySet());
    names.addAll(arrays.keySet());
    return names;
  }

  @Override
  public String toString() {
    return "numbers %s, arrays %s".formatted(numbers, arrays.keySet());
  }
}
