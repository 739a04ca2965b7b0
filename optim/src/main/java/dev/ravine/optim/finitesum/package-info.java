/// First-order methods for sums of functions that look at one part in a step and remember others'
/// gradients: [dev.ravine.optim.finitesum.Sag] and [dev.ravine.optim.finitesum.Svrg].
@NullMarked
package dev.ravine.optim.finitesum;

import org.jspecify.annotations.NullMarked;
