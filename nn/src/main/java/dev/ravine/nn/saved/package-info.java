/// Models as files: a [dev.ravine.nn.saved.SavedModel] is one trained model or an ensemble with all
/// that is needed to predict, [dev.ravine.nn.saved.WeightsFile] the weights of any model alone.
@NullMarked
package dev.ravine.nn.saved;

import org.jspecify.annotations.NullMarked;
