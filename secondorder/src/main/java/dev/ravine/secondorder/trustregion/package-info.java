/// Steps as long as a quadratic model is trusted: [dev.ravine.secondorder.trustregion.NewtonCg].
@NullMarked
package dev.ravine.secondorder.trustregion;

import org.jspecify.annotations.NullMarked;
