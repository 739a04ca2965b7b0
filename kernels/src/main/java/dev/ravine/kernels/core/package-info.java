/// What plain and vector kernels have in common: [dev.ravine.kernels.core.Primitives] and, of
/// these, the [dev.ravine.kernels.core.Tiles] of matrix products with their
/// [dev.ravine.kernels.core.TileBlock].
///
/// The module does not export this package.
@NullMarked
package dev.ravine.kernels.core;

import org.jspecify.annotations.NullMarked;
