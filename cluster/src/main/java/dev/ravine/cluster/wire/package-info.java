/// How shards, operations and answers are written for other processes.
///
/// - A [dev.ravine.cluster.wire.Wire] reads and writes the shards of one kind, and the operations
///   on them; [dev.ravine.cluster.wire.Fields] writes single values,
///   [dev.ravine.cluster.wire.FloatArrays] vectors in as few bytes as keep their bits.
@NullMarked
package dev.ravine.cluster.wire;

import org.jspecify.annotations.NullMarked;
