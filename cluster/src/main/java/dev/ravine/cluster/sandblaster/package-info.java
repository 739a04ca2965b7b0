/// Sandblaster L-BFGS.
///
/// - A [dev.ravine.cluster.sandblaster.SandblasterMinimizer] has a coordinator,
///   [dev.ravine.cluster.sandblaster.Evaluators], and between them
///   [dev.ravine.cluster.sandblaster.VectorShard]s with all vectors.
/// - [dev.ravine.cluster.sandblaster.LocalEvaluators] are replicas of this process; in another, a
///   [dev.ravine.cluster.sandblaster.SandblasterReplica] takes portions from a board.
/// - A [dev.ravine.cluster.sandblaster.Workplace] is where they are: threads of this process in a
///   [dev.ravine.cluster.sandblaster.ThreadWorkplace]. A
///   [dev.ravine.cluster.sandblaster.VectorWire] writes shards and operations.
@NullMarked
package dev.ravine.cluster.sandblaster;

import org.jspecify.annotations.NullMarked;
