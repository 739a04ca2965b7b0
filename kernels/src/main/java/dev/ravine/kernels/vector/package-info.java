/// Kernels by the JDK's incubating Vector API, which nothing else may use:
/// [dev.ravine.kernels.vector.VectorFloats] and [dev.ravine.kernels.vector.VectorDoubles], at the
/// [dev.ravine.kernels.vector.VectorWidth] of the machine. Those for doubles and for wider edges of
/// matrix products are generated, but for sums and elementary functions, whose float and double
/// forms differ.
///
/// The module does not export this package.
@NullMarked
package dev.ravine.kernels.vector;

import org.jspecify.annotations.NullMarked;
