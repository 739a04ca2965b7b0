/// Kernels as loops over arrays, which the JIT compiler vectorizes where it can:
/// [dev.ravine.kernels.plain.PlainFloats], with the [dev.ravine.kernels.plain.PlainFloatTiles] of
/// matrix products, [dev.ravine.kernels.plain.FloatSums] and the functions of
/// [dev.ravine.kernels.plain.FloatMath]. Those for doubles are generated, but for
/// [dev.ravine.kernels.plain.DoubleMath], whose polynomials are longer.
///
/// The module does not export this package.
@NullMarked
package dev.ravine.kernels.plain;

import org.jspecify.annotations.NullMarked;
