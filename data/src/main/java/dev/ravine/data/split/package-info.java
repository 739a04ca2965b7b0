/// Examples to train on and examples to validate on.
///
/// A [dev.ravine.data.split.Split] has both; a [dev.ravine.data.split.Fold] is one part of a
/// cross-validation; [dev.ravine.data.split.StratifiedOrder] mixes what is sorted by class.
@NullMarked
package dev.ravine.data.split;

import org.jspecify.annotations.NullMarked;
