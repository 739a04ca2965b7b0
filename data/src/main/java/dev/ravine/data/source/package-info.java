/// Where data comes from. A [dev.ravine.data.source.Source] loads training and validation examples:
/// a [dev.ravine.data.source.NamedSource] by its name ([dev.ravine.data.source.Mnist],
/// [dev.ravine.data.source.Cifar10], [dev.ravine.data.source.Cifar100],
/// [dev.ravine.data.source.Strokes]; [dev.ravine.data.source.Download] fetches them), a
/// [dev.ravine.data.source.CsvFile], a [dev.ravine.data.source.PictureFolder].
/// [dev.ravine.data.source.PictureExamples] are pictures without a class.
@NullMarked
package dev.ravine.data.source;

import org.jspecify.annotations.NullMarked;
