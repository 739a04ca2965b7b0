/// Optimizers on functions of two variables.
///
/// A [dev.ravine.lab.surface.SurfacePath] is the way of one optimizer; a
/// [dev.ravine.lab.surface.SurfacePage] plays several.
@NullMarked
package dev.ravine.lab.surface;

import org.jspecify.annotations.NullMarked;
