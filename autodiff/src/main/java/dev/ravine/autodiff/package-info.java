/// Functions as graphs.
///
/// What to read, in this order:
///
/// - [dev.ravine.autodiff.Graph] builds a function out of [dev.ravine.autodiff.Node]s; a node has
///   an [dev.ravine.autodiff.Op] and a [dev.ravine.autodiff.Shape], which is checked then and
///   there. A [dev.ravine.autodiff.Function] of one number knows its value and derivative; one of
///   your own is an [dev.ravine.autodiff.ElementwiseFunction].
/// - [dev.ravine.autodiff.Gradient] extends a graph by its derivatives, in terms of the same ops;
///   so derivatives of derivatives come free.
/// - [dev.ravine.autodiff.Reference] evaluates a graph in double by naive loops: obviously right.
/// - [dev.ravine.autodiff.Plan] compiles a graph for float or double: buffers laid out once, matrix
///   products with bias and ReLU folded in, parallel, and no allocation in a run.
@NullMarked
package dev.ravine.autodiff;

import org.jspecify.annotations.NullMarked;
