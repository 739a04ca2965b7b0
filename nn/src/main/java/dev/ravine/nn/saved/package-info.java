/// Models as files: a [dev.ravine.nn.saved.SavedModel] is one trained model or an ensemble with all
/// that is needed to predict, its [dev.ravine.nn.saved.OutputKind] what it predicts,
/// [dev.ravine.nn.saved.WeightsFile] the weights of any model alone.
@NullMarked
package dev.ravine.nn.saved;

import org.jspecify.annotations.NullMarked;
