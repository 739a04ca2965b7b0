/// Steps as long as a model is trusted: [dev.ravine.secondorder.trustregion.NewtonCg] for any
/// objective, [dev.ravine.secondorder.trustregion.LevenbergMarquardt] for sums of squares.
@NullMarked
package dev.ravine.secondorder.trustregion;

import org.jspecify.annotations.NullMarked;
