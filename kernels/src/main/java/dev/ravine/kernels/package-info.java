/// The arithmetic that everything else stands on: matrix products, reductions, elementary functions
/// and element-wise loops over heap arrays.
///
/// Read [dev.ravine.kernels.Kernels] first: it has a version for `float[]` and one for `double[]`,
/// each backed by the Vector API or by plain loops that give the same bits. Matrix products are
/// prepared once for a [dev.ravine.kernels.GemmShape] as a [dev.ravine.kernels.Gemm] and run many
/// times. A [dev.ravine.kernels.ThreadTeam] runs the parts of one operation side by side.
/// [dev.ravine.kernels.KernelChoice] says which kind of kernels runs.
///
/// Inside, `core` says what both kinds have in common, `plain` and `vector` are the kinds. What is
/// equal for `float` and `double` is written for `float`; the build generates the rest.
@NullMarked
package dev.ravine.kernels;

import org.jspecify.annotations.NullMarked;
