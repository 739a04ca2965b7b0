/// The Sum of Functions Optimizer: [dev.ravine.secondorder.sfo.Sfo] is the method,
/// [dev.ravine.secondorder.sfo.SfoMinimization] is it at work.
///
/// Each part of a sum has a model, a `QuadraticModel` that its `PartHistory` gives a curvature. All
/// models live in a `Subspace`: the whole space if it is small, else a `FloatBasis` of recent
/// gradients and positions.
@NullMarked
package dev.ravine.secondorder.sfo;

import org.jspecify.annotations.NullMarked;
