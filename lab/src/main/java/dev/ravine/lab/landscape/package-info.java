/// The loss around a trained network.
///
/// A [dev.ravine.lab.landscape.Landscape] is the loss on a plane through its weights, along which
/// runs went.
@NullMarked
package dev.ravine.lab.landscape;

import org.jspecify.annotations.NullMarked;
