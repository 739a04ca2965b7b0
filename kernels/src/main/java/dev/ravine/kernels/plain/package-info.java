/// Kernels as loops over arrays, which the JIT compiler vectorizes where it can. Those for doubles
/// are generated from those for floats, but for [dev.ravine.kernels.plain.DoubleMath], whose
/// polynomials are longer than those of [dev.ravine.kernels.plain.FloatMath].
///
/// The module does not export this package.
@NullMarked
package dev.ravine.kernels.plain;

import org.jspecify.annotations.NullMarked;
