/// Examples to learn from.
///
/// [dev.ravine.data.Dataset] is what everything works with: features, and
/// [dev.ravine.data.Targets]. [dev.ravine.data.Source] finds one by name or in files of one's own
/// and splits it into training and validation data ([dev.ravine.data.Split]), or into the
/// [dev.ravine.data.Fold]s of a cross-validation; [dev.ravine.data.Preprocessing] is what a model
/// sees of it. [dev.ravine.data.NamedSource] are the data sets with a name: official files
/// ([dev.ravine.data.Cifar10], [dev.ravine.data.Mnist]), which [dev.ravine.data.Download] fetches
/// and verifies, and [dev.ravine.data.Strokes], which Ravine draws itself. One's own are a
/// [dev.ravine.data.CsvFile], read as [dev.ravine.data.TableOptions] say, or a
/// [dev.ravine.data.PictureFolder]. A [dev.ravine.data.TableSchema] of
/// [dev.ravine.data.TableColumn]s says how the rows of a table become examples, a
/// [dev.ravine.data.PictureShape] how features make a picture, and a [dev.ravine.data.Scaling] what
/// is done to pixels. What is wrong with a file is a [dev.ravine.data.DataException].
@NullMarked
package dev.ravine.data;

import org.jspecify.annotations.NullMarked;
