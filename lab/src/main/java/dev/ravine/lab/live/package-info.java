/// Experiments shown while they run.
///
/// [dev.ravine.lab.live.LiveServer] shows what is in a store in a browser on this machine, begins,
/// stops and resumes experiments.
@NullMarked
package dev.ravine.lab.live;

import org.jspecify.annotations.NullMarked;
