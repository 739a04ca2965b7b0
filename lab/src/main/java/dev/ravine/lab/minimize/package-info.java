/// Minimizers on test problems: a [dev.ravine.lab.minimize.MinimizationReport] says what one found,
/// and the way to it. A [dev.ravine.lab.minimize.NetworkProblem] is a network's loss on a data set;
/// [dev.ravine.lab.minimize.NetworkProblems] puts them into the catalogue.
@NullMarked
package dev.ravine.lab.minimize;

import org.jspecify.annotations.NullMarked;
