/// Sandblaster L-BFGS.
///
/// - A [dev.ravine.cluster.sandblaster.SandblasterMinimizer] has a coordinator, replicas on
///   threads, and between them [dev.ravine.cluster.sandblaster.VectorShard]s with all vectors.
@NullMarked
package dev.ravine.cluster.sandblaster;

import org.jspecify.annotations.NullMarked;
