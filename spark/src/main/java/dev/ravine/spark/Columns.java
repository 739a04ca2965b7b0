package dev.ravine.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/// The columns of a DataFrame that are learnt from.
///
/// @param features the name of the column of vectors
/// @param label the name of the column of labels
/// @param weightName the name of the column of weights; empty if rows count alike
record Columns(String features, String label, String weightName) implements Serializable {

  /// The name of the column of weights, if rows don't count alike.
  Optional<String> weight() {
    return Optional.of(weightName).filter(name -> !name.isEmpty());
  }

  /// What the columns that [#select] gives are called.
  String name(int column) {
    return List.of(features, label, weightName).get(column);
  }

  /// Features, label and weight of all rows.
  Dataset<Row> select(Dataset<?> data) {
    List<Column> columns = new ArrayList<>();
    columns.add(functions.col(features));
    columns.add(functions.col(label).cast("double"));
    weight()
        .ifPresent(name -> {
          if (!Arrays.asList(data.columns()).contains(name)) {
            throw new IllegalArgumentException(
                "weightCol must be a column of %s, was '%s'"
                    .formatted(String.join(", ", data.columns()), name));
          }
          DataType type = data.schema().apply(name).dataType();
          if (!(type instanceof NumericType)) {
            throw new IllegalArgumentException(
                "weightCol must be a column of numbers, but '%s' is of %s"
                    .formatted(name, type.simpleString()));
          }
          columns.add(functions.col(name).cast("double"));
        });
    return data.select(columns.toArray(Column[]::new));
  }

  /// The names of the features, where the column knows them, as `VectorAssembler`'s does; or none.
  List<String> names(Dataset<?> data) {
    var attributes = AttributeGroup.fromStructField(data.schema().apply(features)).attributes();
    if (attributes.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Attribute attribute : attributes.get()) {
      if (attribute.name().isEmpty()) {
        return List.of();
      }
      names.add(attribute.name().get());
    }
    return new HashSet<>(names).size() == names.size() ? names : List.of();
  }

  /// The names of the classes, where the column of labels knows them, as `StringIndexer`'s does; or
  /// none.
  List<String> classes(Dataset<?> data) {
    return Attribute.fromStructField(data.schema().apply(label)) instanceof NominalAttribute known
            && known.values().isDefined()
        ? List.of(known.values().get())
        : List.of();
  }
}
