/// The commands that list what can be chosen, each a class of its name:
/// [dev.ravine.cli.catalogue.DataCommand], [dev.ravine.cli.catalogue.MinimizersCommand],
/// [dev.ravine.cli.catalogue.OptimizersCommand], [dev.ravine.cli.catalogue.ScheduleCommand].
@NullMarked
package dev.ravine.cli.catalogue;

import org.jspecify.annotations.NullMarked;
