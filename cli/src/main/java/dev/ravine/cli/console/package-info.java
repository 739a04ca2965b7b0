/// What people see on the console. A [dev.ravine.cli.console.ConsoleSession] runs an experiment and
/// shows its [dev.ravine.cli.console.Progress] and its replicas'
/// [dev.ravine.cli.console.Efficiency]; a [dev.ravine.cli.console.ClusterNode] takes part in a
/// cluster; [dev.ravine.cli.console.CatalogueEntry], [dev.ravine.cli.console.Description],
/// [dev.ravine.cli.console.DryRun], [dev.ravine.cli.console.ResultTable],
/// [dev.ravine.cli.console.SectionTable], [dev.ravine.cli.console.SimulationTable],
/// [dev.ravine.cli.console.TerminalPage], [dev.ravine.cli.console.TextTable],
/// [dev.ravine.cli.console.WatchedOutput] print the rest.
@NullMarked
package dev.ravine.cli.console;

import org.jspecify.annotations.NullMarked;
