package dev.ravine.data;

import dev.ravine.data.schema.PictureShape;
import dev.ravine.data.schema.TableSchema;
import java.util.List;
import java.util.Optional;

/// What all parts of a data set have in common.
///
/// @param name for people
/// @param columns the features' names, or none
/// @param picture how features make a picture
/// @param schema how rows of a table became examples
/// @param scaling what is done to features
/// @param preprocessing what is done instead; empty: as `scaling` says
record DatasetInfo(
    String name,
    List<String> columns,
    Optional<PictureShape> picture,
    Optional<TableSchema> schema,
    Scaling scaling,
    Optional<Preprocessing> preprocessing) {

  DatasetInfo {
    columns = List.copyOf(columns);
  }

  DatasetInfo(String name, List<String> columns) {
    this(name, columns, Optional.empty(), Optional.empty(), Scaling.STANDARDIZED, Optional.empty());
  }

  DatasetInfo named(String other) {
    return new DatasetInfo(other, columns, picture, schema, scaling, preprocessing);
  }

  DatasetInfo columns(List<String> names) {
    return new DatasetInfo(name, names, picture, schema, scaling, preprocessing);
  }

  DatasetInfo of(PictureShape shape) {
    return new DatasetInfo(name, columns, Optional.of(shape), schema, scaling, preprocessing);
  }

  DatasetInfo of(TableSchema table) {
    return new DatasetInfo(name, columns, picture, Optional.of(table), scaling, preprocessing);
  }

  DatasetInfo scaled(Scaling other) {
    return new DatasetInfo(name, columns, picture, schema, other, Optional.empty());
  }

  DatasetInfo preprocessed(Preprocessing own) {
    return new DatasetInfo(name, columns, picture, schema, scaling, Optional.of(own));
  }
}
