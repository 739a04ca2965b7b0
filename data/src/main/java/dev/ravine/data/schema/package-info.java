/// What the numbers of an example are.
///
/// A [dev.ravine.data.schema.TableSchema] says how the [dev.ravine.data.schema.TableColumn]s of a
/// table become features, a [dev.ravine.data.schema.PictureShape] how features make pictures.
@NullMarked
package dev.ravine.data.schema;

import org.jspecify.annotations.NullMarked;
