package dev.ravine.nn.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a trained model normalizes batches by: means and variances by name, as `batchNorm1.mean`.
/// Immutable.
public final class BatchStatistics {

  private static final BatchStatistics NONE = new BatchStatistics(Map.of());

  private final Map<String, float[]> values;

  private BatchStatistics(Map<String, float[]> values) {
    this.values = values;
  }

  /// The arrays are copied.
  public static BatchStatistics of(Map<String, float[]> values) {
    Map<String, float[]> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(name, value.clone()));
    return new BatchStatistics(copy);
  }

  /// Of a model that normalizes no batches.
  ///
  /// @return no numbers
  public static BatchStatistics none() {
    return NONE;
  }

  /// The numbers of a name.
  ///
  /// @param name such as `batchNorm1.mean`
  /// @return one for each unit, not to be written to
  /// @throws IllegalArgumentException if there are none
  public float[] get(String name) {
    float[] numbers = values.get(name);
    if (numbers == null) {
      throw new IllegalArgumentException(
          "statistics must have %s, but have %s".formatted(name, values.keySet()));
    }
    return numbers;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchStatistics that
        && values.keySet().equals(that.values.keySet())
        && values.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), that.values.get(entry.getKey())));
  }

  @Override
  public int hashCode() {
    return values.keySet().hashCode();
  }
}
