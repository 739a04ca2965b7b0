package dev.ravine.data;

import java.util.List;

/// Whether examples are of the kind that a model knows.
public final class Matching {

  private Matching() {}

  static Dataset of(Dataset data, Dataset others) {
    if (data.features() != others.features()) {
      throw new DataException(
          "%s must have %d features, as %s has, has %d"
              .formatted(data.name(), others.features(), others.name(), data.features()));
    }
    checkColumns(data.name(), others.columns(), data.columns());
    if (data.targets() instanceof Labels labels && others.targets() instanceof Labels known) {
      return labels.names().equals(known.names())
          ? data
          : data.withTargets(labels.renumbered(known.names()));
    }
    if (!data.targets().toString().equals(others.targets().toString())) {
      throw new DataException(
          "%s must have what %s has to learn, %s, has %s"
              .formatted(data.name(), others.name(), others.targets(), data.targets()));
    }
    return data;
  }

  /// Refuses columns of other names, or in another order. Columns without names may be any.
  ///
  /// @param name of the examples, for people
  /// @param expected the names that a model or another data set knows, or none
  /// @param columns those of the examples, or none
  /// @throws DataException if they differ
  public static void checkColumns(String name, List<String> expected, List<String> columns) {
    for (int i = 0; i < Math.min(expected.size(), columns.size()); i++) {
      if (!expected.get(i).equals(columns.get(i))) {
        throw new DataException(
            "%s: column %d must be %s, was %s"
                .formatted(name, i + 1, expected.get(i), columns.get(i)));
      }
    }
  }
}
