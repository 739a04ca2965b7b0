/// Training methods compared in a simulated cluster.
///
/// - A [dev.ravine.lab.simulation.SimulatedCluster] does one run by a
///   [dev.ravine.lab.simulation.SimulatedMethod].
/// - A [dev.ravine.lab.simulation.SimulatedSetting] is what became of the runs of several seeds;
///   [dev.ravine.lab.simulation.SimulatedSettings] does all of them.
/// - [dev.ravine.lab.simulation.SimulationFiles] are pictures and numbers.
@NullMarked
package dev.ravine.lab.simulation;

import org.jspecify.annotations.NullMarked;
