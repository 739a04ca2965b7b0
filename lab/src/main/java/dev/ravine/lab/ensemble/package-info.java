/// Several models as one.
///
/// [dev.ravine.lab.ensemble.Models] reads the models that experiments kept. An
/// [dev.ravine.lab.ensemble.Ensemble] averages them; a [dev.ravine.lab.ensemble.Teacher] is a model
/// or an ensemble that students learn from, and a [dev.ravine.lab.ensemble.DistillationReport]
/// compares the students with it.
@NullMarked
package dev.ravine.lab.ensemble;

import org.jspecify.annotations.NullMarked;
