/// The functions that kernels compute element by element:
/// [dev.ravine.kernels.function.ElementaryFunction].
@NullMarked
package dev.ravine.kernels.function;

import org.jspecify.annotations.NullMarked;
