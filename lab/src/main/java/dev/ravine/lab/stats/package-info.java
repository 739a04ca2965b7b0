/// Results of several seeds.
///
/// A [dev.ravine.lab.stats.Setting] is runs that differ by their seed alone. A
/// [dev.ravine.lab.stats.Metric] of their events has [dev.ravine.lab.stats.SeedStatistics]; a
/// [dev.ravine.lab.stats.Ranking] gives settings their places, as far as the noise allows.
@NullMarked
package dev.ravine.lab.stats;

import org.jspecify.annotations.NullMarked;
