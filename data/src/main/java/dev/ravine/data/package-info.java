/// Data sets in memory. Begin with [dev.ravine.data.Examples], which makes one of arrays or
/// records; an [dev.ravine.data.ExampleStream] takes more than fits memory.
///
/// A [dev.ravine.data.Dataset] is [dev.ravine.data.Features] and [dev.ravine.data.Targets]:
/// [dev.ravine.data.Labels], [dev.ravine.data.LabelSets], [dev.ravine.data.Values], the features
/// again ([dev.ravine.data.Reconstruction]) or nothing ([dev.ravine.data.NoTargets]);
/// [dev.ravine.data.DatasetInfo] is what it says of itself, [dev.ravine.data.Origins] where each
/// example was read. [dev.ravine.data.Preprocessing], measured on training examples, makes them
/// inputs of a model; [dev.ravine.data.Scaling] says how. [dev.ravine.data.Duplicates] counts
/// examples that two data sets share, [dev.ravine.data.Matching] refuses those of another kind.
/// Wrong data is a [dev.ravine.data.DataException].
///
/// What the numbers of an example are stands in `schema`. Training and validation examples are told
/// apart in `split`. Files are read in `source`, with `table` and `picture`.
@NullMarked
package dev.ravine.data;

import org.jspecify.annotations.NullMarked;
