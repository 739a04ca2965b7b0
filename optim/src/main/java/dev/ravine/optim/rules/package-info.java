/// The update rules, one file each: the formulas in the doc, the same formulas in one loop.
///
/// [dev.ravine.optim.rules.Sgd], [dev.ravine.optim.rules.Momentum],
/// [dev.ravine.optim.rules.Nesterov], [dev.ravine.optim.rules.AdaGrad],
/// [dev.ravine.optim.rules.RmsProp], [dev.ravine.optim.rules.Adam]. All are found by name in
/// [dev.ravine.optim.Catalogue].
@NullMarked
package dev.ravine.optim.rules;

import org.jspecify.annotations.NullMarked;
