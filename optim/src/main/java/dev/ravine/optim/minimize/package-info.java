/// Minimizers: methods for functions of which all of the gradient is known.
///
/// ```java
/// Minimum minimum = Lbfgs.of().minimize(objective, start);
/// ```
///
/// - An [dev.ravine.optim.minimize.Objective] is the function, in double precision;
///   [dev.ravine.optim.minimize.LeastSquares] is a sum of squares,
///   [dev.ravine.optim.minimize.FiniteSum] one of functions such as mini-batches.
///   [dev.ravine.optim.minimize.TwiceDifferentiable] and [dev.ravine.optim.minimize.GaussNewtonSum]
///   know products of their curvature with vectors. A [dev.ravine.optim.minimize.GradientCheck]
///   tells whether a gradient is right. [dev.ravine.optim.minimize.Bounds] say where the minimum is
///   looked for. [dev.ravine.optim.minimize.Problem] is an objective with a start and what is known
///   of it.
/// - A [dev.ravine.optim.minimize.Minimizer] is a method, such as [dev.ravine.optim.descent.Lbfgs].
///   At work it is a [dev.ravine.optim.minimize.Minimization], which makes a step at a time and
///   ends by [dev.ravine.optim.minimize.StoppingRules] with a [dev.ravine.optim.minimize.Minimum]
///   and the reason, a [dev.ravine.optim.minimize.Stop]. A [dev.ravine.optim.minimize.Tally] counts
///   for it. A [dev.ravine.optim.minimize.Callback] is told of each iteration. A
///   [dev.ravine.optim.minimize.MinimizationState] is enough to resume with the same bits; a
///   [dev.ravine.optim.minimize.StateExchange] moves it.
/// - Line searches stand in [dev.ravine.optim.linesearch.LineSearch]'s package.
@NullMarked
package dev.ravine.optim.minimize;

import org.jspecify.annotations.NullMarked;
