/// Minimizers that search along a line: gradient descent, conjugate gradients and quasi-Newton
/// methods.
///
/// - [dev.ravine.optim.descent.GradientDescent], [dev.ravine.optim.descent.ConjugateGradient],
///   [dev.ravine.optim.descent.Bfgs] and [dev.ravine.optim.descent.Lbfgs] are methods for any
///   [dev.ravine.optim.minimize.Objective]; [dev.ravine.optim.descent.Lbfgsb] keeps to
///   [dev.ravine.optim.minimize.Bounds] too, [dev.ravine.optim.descent.MultiBatchLbfgs] sees some
///   parts of a sum at a time.
/// - What they share is a [dev.ravine.optim.descent.LineSearchMinimization], which knows numbers
///   alone; the vectors are those of its [dev.ravine.optim.descent.Iterate].
@NullMarked
package dev.ravine.optim.descent;

import org.jspecify.annotations.NullMarked;
