/// Functions whose minima are known.
///
/// - [dev.ravine.optim.problems.Surface] is one of the plane, to look at;
///   [dev.ravine.optim.problems.Position] a point of it.
/// - [dev.ravine.optim.problems.Descent] is the path of an optimizer on one.
/// - [dev.ravine.optim.problems.TestProblem] is one of Moré, Garbow and Hillstrom, that minimizers
///   are tested with; [dev.ravine.optim.problems.SurfaceProblem] one of the plane;
///   [dev.ravine.optim.problems.ToySum], [dev.ravine.optim.problems.TiedAutoencoder] and
///   [dev.ravine.optim.problems.DeepQuadratic] are sums of functions.
///   [dev.ravine.optim.problems.Problems] lists them.
@NullMarked
package dev.ravine.optim.problems;

import org.jspecify.annotations.NullMarked;
