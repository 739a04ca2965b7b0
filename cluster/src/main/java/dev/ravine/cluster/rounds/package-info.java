/// Rounds in which replicas learn on their own, and then meet: synchronous training, local SGD,
/// DiLoCo, elastic averaging.
///
/// - A [dev.ravine.cluster.rounds.RoundsPlan] says how; a [dev.ravine.cluster.rounds.RoundsLearner]
///   does it.
@NullMarked
package dev.ravine.cluster.rounds;

import org.jspecify.annotations.NullMarked;
