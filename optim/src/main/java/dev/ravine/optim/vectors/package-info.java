/// Vectors of quasi-Newton methods, for authors of minimizers.
///
/// - [dev.ravine.optim.vectors.Vectors] computes inner products block by block, so that who shares
///   the blocks changes no bit. A [dev.ravine.optim.vectors.Move] is a step that was made, from
///   which a [dev.ravine.optim.vectors.CurvaturePair] may be learnt.
/// - L-BFGS has two halves: [dev.ravine.optim.vectors.PairVectors] keeps pairs of steps and changes
///   of the gradient, or a part of each, and [dev.ravine.optim.vectors.CompactInverse] the inverse
///   Hessian that they stand for, which knows their inner products alone.
@NullMarked
package dev.ravine.optim.vectors;

import org.jspecify.annotations.NullMarked;
