/// Examples to learn from.
///
/// [dev.ravine.data.Dataset] is what everything works with: features, and
/// [dev.ravine.data.Targets]. [dev.ravine.data.Source] finds one by name or in files of one's own
/// and splits it into training and validation data ([dev.ravine.data.Split]);
/// [dev.ravine.data.Preprocessing] is what a model sees of it. [dev.ravine.data.NamedSource] are
/// the data sets with a name: official files ([dev.ravine.data.Cifar10], [dev.ravine.data.Mnist]),
/// which [dev.ravine.data.Download] fetches and verifies, and [dev.ravine.data.Strokes], which
/// Ravine draws itself. One's own are a [dev.ravine.data.CsvFile] or a
/// [dev.ravine.data.PictureFolder]; a [dev.ravine.data.PictureShape] says how features make a
/// picture. What is wrong with a file is a [dev.ravine.data.DataException].
@NullMarked
package dev.ravine.data;

import org.jspecify.annotations.NullMarked;
