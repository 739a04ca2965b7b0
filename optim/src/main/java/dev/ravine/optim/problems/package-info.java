/// Functions whose minima are known.
///
/// - [dev.ravine.optim.problems.Surface] is one of the plane, to look at;
///   [dev.ravine.optim.problems.Position] a point of it.
/// - [dev.ravine.optim.problems.Descent] is the path of an optimizer on one.
/// - [dev.ravine.optim.problems.TestProblem] is one that minimizers are tested with.
@NullMarked
package dev.ravine.optim.problems;

import org.jspecify.annotations.NullMarked;
