/// Kernels as loops over arrays, which the JIT compiler vectorizes where it can:
/// [dev.ravine.kernels.plain.PlainFloats], with the [dev.ravine.kernels.plain.PlainFloatTiles] of
/// matrix products, the [dev.ravine.kernels.plain.PlainFloatColumns] that are left over beside
/// vectors, [dev.ravine.kernels.plain.FloatSums] and the functions of
/// [dev.ravine.kernels.plain.FloatMath]. The build generates
/// [dev.ravine.kernels.plain.PlainDoubles], [dev.ravine.kernels.plain.PlainDoubleTiles],
/// [dev.ravine.kernels.plain.PlainDoubleColumns] and [dev.ravine.kernels.plain.DoubleSums];
/// [dev.ravine.kernels.plain.DoubleMath] is written by hand, since its polynomials are longer.
///
/// The module does not export this package.
@NullMarked
package dev.ravine.kernels.plain;

import org.jspecify.annotations.NullMarked;
