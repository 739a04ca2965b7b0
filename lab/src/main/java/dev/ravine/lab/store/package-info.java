/// Experiments as folders.
///
/// A [dev.ravine.lab.store.Store] keeps an experiment: a folder for each run, and a lock, so that
/// one program writes. An [dev.ravine.lab.store.ExperimentFolder] is what everyone can read there,
/// [dev.ravine.lab.store.RunFiles] are the files of a run. [dev.ravine.lab.store.Results] reads
/// what is there, an [dev.ravine.lab.store.ExperimentIndex] lists all experiments of a folder with
/// their [dev.ravine.lab.store.ExperimentNotes], a [dev.ravine.lab.store.PictureIndex] the pictures
/// beside them. A [dev.ravine.lab.store.ReportSection] is a table with
/// [dev.ravine.lab.store.Curves] that an experiment keeps for its report.
@NullMarked
package dev.ravine.lab.store;

import org.jspecify.annotations.NullMarked;
