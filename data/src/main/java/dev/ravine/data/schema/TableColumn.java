package dev.ravine.data.schema;

import java.util.List;
import java.util.stream.Stream;

/// How the text of one column becomes numbers for a model. What was measured for it was measured on
/// training rows.
public sealed interface TableColumn {

  /// Its name in the head.
  ///
  /// @return the name
  String name();

  /// What its features are called.
  ///
  /// @return a name for each feature
  List<String> features();

  /// A column of numbers: (number − origin) / unit, taken in double precision, so that numbers that
  /// are large beside their differences, such as times, keep them in single precision.
  ///
  /// @param name in the head
  /// @param origin what is subtracted, 0 for most columns
  /// @param unit what it is divided by then, 1 for most columns
  /// @param mean stands in for missing numbers
  /// @param indicated whether a feature of its own says that a number is missing: if one was in the
  ///   training rows
  record Numeric(String name, double origin, double unit, double mean, boolean indicated)
      implements TableColumn {

    @Override
    public List<String> features() {
      return indicated ? List.of(name, name + " is missing") : List.of(name);
    }

    /// A number as a feature.
    ///
    /// @param value as it was read
    /// @return in single precision
    public float feature(double value) {
      return (float) ((value - origin) / unit);
    }
  }

  /// A column of categories: a feature for each, 1 where the row is of it, else 0.
  ///
  /// @param name in the head
  /// @param values of the training rows, sorted; a missing one is empty
  record Categorical(String name, List<String> values) implements TableColumn {

    public Categorical {
      values = List.copyOf(values);
    }

    @Override
    public List<String> features() {
      return values.stream()
          .map(value -> value.isEmpty() ? name + " is missing" : name + "=" + value)
          .toList();
    }
  }

  /// What its features are called, of several columns.
  ///
  /// @param columns in order
  /// @return all names
  static List<String> features(List<TableColumn> columns) {
    return columns.stream().flatMap(c -> Stream.of(c.features()).flatMap(List::stream)).toList();
  }
}
