/// What is shown.
///
/// A [dev.ravine.lab.report.Report] is one page for one or several experiments, an
/// [dev.ravine.lab.report.EvaluationPage] one for an evaluation. A [dev.ravine.lab.report.Figure]
/// is a picture for a paper. [dev.ravine.lab.report.Export] writes CSV and JSON,
/// [dev.ravine.lab.report.TensorBoard] event files. An [dev.ravine.lab.report.ExperimentWatcher]
/// reads what is new in a folder while another program writes to it.
@NullMarked
package dev.ravine.lab.report;

import org.jspecify.annotations.NullMarked;
