/// From a plan to a report.
///
/// An [dev.ravine.lab.session.ExperimentLoader] loads the data and the teacher of a plan; an
/// [dev.ravine.lab.session.ExperimentSession] creates or opens the store, does the runs and comes
/// to a [dev.ravine.lab.session.Conclusion], for the command line and the server alike. A
/// [dev.ravine.lab.session.RemoteTraining] is a run as a text, for other processes. A
/// [dev.ravine.lab.session.Fork] does runs again with other hyper-parameters from an epoch on.
@NullMarked
package dev.ravine.lab.session;

import org.jspecify.annotations.NullMarked;
