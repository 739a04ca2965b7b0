/// The update rules, one file each: the formulas in the doc, the same formulas in one loop. All are
/// found by name in [dev.ravine.optim.recipe.Catalogue], and listed by `ravine optimizers`. The
/// setters that rules share: [dev.ravine.optim.rules.Settings].
@NullMarked
package dev.ravine.optim.rules;

import org.jspecify.annotations.NullMarked;
