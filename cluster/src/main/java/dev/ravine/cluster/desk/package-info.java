/// Runs that are done elsewhere, each by one process, a stretch of steps after the other.
///
/// - A [dev.ravine.cluster.desk.Stretch] is some steps from where a run is, a
///   [dev.ravine.cluster.desk.StretchResult] where it is then. One follows from the other alone, so
///   that any process may do it, and again.
/// - A [dev.ravine.cluster.desk.RemoteLearner] learns by having stretches done; a
///   [dev.ravine.cluster.desk.StretchWork] does them, and [dev.ravine.cluster.desk.Stretches] is
///   who is asked.
/// - They meet at the run's [dev.ravine.cluster.desk.RunDesk], a shard:
///   [dev.ravine.cluster.desk.DeskWire] writes it. Who has the run done gives out stretches
///   ([dev.ravine.cluster.desk.Order]), asks for results ([dev.ravine.cluster.desk.Collect]) and
///   takes the run from a worker that is gone ([dev.ravine.cluster.desk.Vacate]); a worker asks for
///   stretches ([dev.ravine.cluster.desk.Take]), delivers results
///   ([dev.ravine.cluster.desk.Deliver]), or says why it can't ([dev.ravine.cluster.desk.Refuse]).
@NullMarked
package dev.ravine.cluster.desk;

import org.jspecify.annotations.NullMarked;
