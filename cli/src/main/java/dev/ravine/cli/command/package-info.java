/// The commands of experiments and models, each a class of its name:
/// [dev.ravine.cli.command.CompareCommand], [dev.ravine.cli.command.DistillCommand],
/// [dev.ravine.cli.command.EnsembleCommand], [dev.ravine.cli.command.EvaluateCommand],
/// [dev.ravine.cli.command.ExportCommand], [dev.ravine.cli.command.ExportModelCommand],
/// [dev.ravine.cli.command.FindLearningRateCommand], [dev.ravine.cli.command.LandscapeCommand],
/// [dev.ravine.cli.command.NodeCommand], [dev.ravine.cli.command.PredictCommand],
/// [dev.ravine.cli.command.ReportCommand], [dev.ravine.cli.command.ResumeCommand],
/// [dev.ravine.cli.command.RunCommand], [dev.ravine.cli.command.RunsCommand],
/// [dev.ravine.cli.command.ServeCommand], [dev.ravine.cli.command.SimulateCommand],
/// [dev.ravine.cli.command.SweepCommand], [dev.ravine.cli.command.TrainCommand].
@NullMarked
package dev.ravine.cli.command;

import org.jspecify.annotations.NullMarked;
