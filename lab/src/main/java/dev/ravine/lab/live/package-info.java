/// Experiments seen while they go on.
///
/// [dev.ravine.lab.live.LiveServer] shows what is in a store in a browser on this machine, begins,
/// stops and goes on with experiments.
@NullMarked
package dev.ravine.lab.live;

import org.jspecify.annotations.NullMarked;
