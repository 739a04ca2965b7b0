/// The commands that look at functions without a network, each a class of its name:
/// [dev.ravine.cli.objective.CheckGradientCommand], [dev.ravine.cli.objective.MinimizeCommand],
/// [dev.ravine.cli.objective.ProblemsCommand], [dev.ravine.cli.objective.SurfaceCommand],
/// [dev.ravine.cli.objective.TraceCommand].
@NullMarked
package dev.ravine.cli.objective;

import org.jspecify.annotations.NullMarked;
