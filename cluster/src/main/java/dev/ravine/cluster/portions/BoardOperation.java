package dev.ravine.cluster.portions;

import dev.ravine.cluster.host.ShardOperation;

/// What is asked of a [PortionBoard]. Nobody writes to what it holds, so that copies need nothing
/// of their own.
///
/// @param <R> what it gives
sealed interface BoardOperation<R> extends ShardOperation<PortionBoard, R>
    permits BeginEvaluation, TakePortion, LookAtPortions, BoardMessage {

  @Override
  default BoardOperation<R> copy() {
    return this;
  }
}
