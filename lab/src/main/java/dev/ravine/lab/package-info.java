/// Fair comparisons.
///
/// What to read, in this order:
///
/// - [dev.ravine.lab.Experiment] is the data, the model and the [dev.ravine.lab.RunPlan]s: one
///   optimizer, one learning rate, one seed each, perhaps with a [dev.ravine.lab.Revision] or a
///   [dev.ravine.lab.Budget] of its own; a [dev.ravine.lab.Fork] does runs once more with
///   revisions.
/// - [dev.ravine.lab.Laboratory] does the runs side by side, tells a
///   [dev.ravine.lab.ExperimentListener] every [dev.ravine.lab.Event] and gives a
///   [dev.ravine.lab.RunRecord] for each run.
/// - [dev.ravine.lab.Group] is runs that differ by seed alone, with the [dev.ravine.lab.Spread] of
///   their values; [dev.ravine.lab.Ranking] gives groups their places.
/// - [dev.ravine.lab.Store] keeps them: a folder per run, `summary.json`, `report.html`. It is the
///   [dev.ravine.lab.Archive] from which a laboratory goes on after an interruption, with a
///   [dev.ravine.lab.Journal] for each run that is under way; [dev.ravine.lab.Results] reads what
///   is there, [dev.ravine.lab.Follower] what is new, [dev.ravine.lab.Shelf] lists it;
///   [dev.ravine.lab.Report], [dev.ravine.lab.Figure], [dev.ravine.lab.TensorBoard] and
///   [dev.ravine.lab.Export] show any [dev.ravine.lab.Measure] of it by any [dev.ravine.lab.Clock].
///   A [dev.ravine.lab.Blueprint] is the experiment as it is written down there, with the
///   [dev.ravine.lab.ModelPlan] of its network; [dev.ravine.lab.Defaults] is what of it nobody
///   said, by data and [dev.ravine.lab.Preset]; [dev.ravine.lab.TableSettings] is how a table is
///   read.
/// - [dev.ravine.lab.ExperimentFile] reads a blueprint from YAML that people write, or says with an
///   [dev.ravine.lab.InvalidExperimentException] in which line it can't; [dev.ravine.lab.Estimate]
///   says how long it will take.
/// - [dev.ravine.lab.Choices] reads optimizers from the command line; a [dev.ravine.lab.Walk] is
///   the path of one on a function of the plane, a [dev.ravine.lab.WalkPage] plays it.
/// - [dev.ravine.lab.Landscape] is the loss around a trained network.
/// - [dev.ravine.lab.Ensemble] is models of an experiment, asked together; its
///   [dev.ravine.lab.Membership] says which; [dev.ravine.lab.Models] reads what experiments kept,
///   [dev.ravine.lab.Predictions] asks them about other examples.
/// - A [dev.ravine.lab.Lesson] is what a run learns from a teacher, whose [dev.ravine.lab.Guidance]
///   it needs; [dev.ravine.lab.Students] is what became of it. A [dev.ravine.lab.Study] shows
///   either in a report, with [dev.ravine.lab.Curves] as its charts.
/// - [dev.ravine.lab.TrainingOptions] is what else is decided, such as what is tested on
///   ([dev.ravine.lab.TestData]); an [dev.ravine.lab.EvaluationReport] says how good a model is
///   there: a [dev.ravine.lab.ClassificationReport] or a [dev.ravine.lab.RegressionReport], as an
///   [dev.ravine.lab.EvaluationPage] too.
/// - [dev.ravine.lab.Remarks] is what a person wrote beside an experiment.
/// - [dev.ravine.lab.AtomicFile] writes files that are whole or not there.
/// - [dev.ravine.lab.Csv] writes tables for other programs.
/// - [dev.ravine.lab.Provenance] is what it takes to trace a number back.
@NullMarked
package dev.ravine.lab;

import org.jspecify.annotations.NullMarked;
