/// How shards, operations and answers are written for other processes.
///
/// - A [dev.ravine.cluster.wire.Wire] reads and writes the shards of a
///   [dev.ravine.cluster.wire.ShardKind], and the operations on them.
/// - [dev.ravine.cluster.wire.Fields] writes single values; [dev.ravine.cluster.wire.FloatArrays]
///   and [dev.ravine.cluster.wire.DoubleArrays] vectors, [dev.ravine.cluster.wire.ParameterLayouts]
///   where parameters lie, [dev.ravine.cluster.wire.StepperStates] what an optimizer keeps.
@NullMarked
package dev.ravine.cluster.wire;

import org.jspecify.annotations.NullMarked;
