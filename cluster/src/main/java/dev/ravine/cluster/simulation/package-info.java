/// The same replicas and shards in a world with a clock of its own, in which messages are late,
/// doubled or lost, and machines slow or broken. All is decided by one seed: two runs have the same
/// bits.
///
/// - A [dev.ravine.cluster.simulation.World] says how fast and how reliable everything is, its
///   [dev.ravine.cluster.simulation.Faults] what breaks, a [dev.ravine.cluster.simulation.Horizon]
///   when it ends.
/// - [dev.ravine.cluster.simulation.DownpourSimulation] trains in it; what became of it is a
///   [dev.ravine.cluster.simulation.SimulationSummary].
/// - [dev.ravine.cluster.simulation.SandblasterSimulation] minimizes in it, by a
///   [dev.ravine.cluster.simulation.SimulatedWorkplace]; a
///   [dev.ravine.cluster.simulation.DivergedException] says why one did not end.
/// - A [dev.ravine.cluster.simulation.SimulatedHost] has the shards.
@NullMarked
package dev.ravine.cluster.simulation;

import org.jspecify.annotations.NullMarked;
