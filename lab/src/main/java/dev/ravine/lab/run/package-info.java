/// Experiments that run.
///
/// An [dev.ravine.lab.run.Experiment] is data, network and runs. An
/// [dev.ravine.lab.run.ExperimentRunner] does the runs side by side, tells an
/// [dev.ravine.lab.run.ExperimentListener] every [dev.ravine.lab.run.Event] and gives a
/// [dev.ravine.lab.run.RunRecord] for each run; a [dev.ravine.lab.run.Placement] says where they
/// are done. It resumes from a [dev.ravine.lab.run.RunArchive], with a [dev.ravine.lab.run.Journal]
/// for each run that is under way; an [dev.ravine.lab.run.EventLog] is the journal's file. A
/// [dev.ravine.lab.run.TimeAxis] says when an event was. A [dev.ravine.lab.run.Provenance] traces a
/// number back; a [dev.ravine.lab.run.TimeEstimate] says how long an experiment will take. A
/// [dev.ravine.lab.run.HyperparameterChanger] does what a plan wants changed between steps.
@NullMarked
package dev.ravine.lab.run;

import org.jspecify.annotations.NullMarked;
