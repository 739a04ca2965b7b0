/// What stands around a rule: [dev.ravine.optim.transforms.ClipValue],
/// [dev.ravine.optim.transforms.ClipGlobalNorm] and [dev.ravine.optim.transforms.L2] before it,
/// [dev.ravine.optim.transforms.DecoupledDecay] after it.
@NullMarked
package dev.ravine.optim.transforms;

import org.jspecify.annotations.NullMarked;
