/// Minimizers on test problems: a [dev.ravine.lab.minimize.MinimizationReport] says what one found,
/// and the way to it.
@NullMarked
package dev.ravine.lab.minimize;

import org.jspecify.annotations.NullMarked;
