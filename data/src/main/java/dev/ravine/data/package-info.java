/// Pictures with labels.
///
/// [dev.ravine.data.Dataset] is what everything works with; [dev.ravine.data.Source] finds one by
/// name and splits it into training and validation data ([dev.ravine.data.Split]).
/// [dev.ravine.data.Cifar10] and [dev.ravine.data.Mnist] read the official files,
/// [dev.ravine.data.Strokes] draws its own, [dev.ravine.data.Download] fetches and verifies. What
/// is wrong with a file is a [dev.ravine.data.DataException].
@NullMarked
package dev.ravine.data;

import org.jspecify.annotations.NullMarked;
