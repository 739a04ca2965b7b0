package dev.ravine.cluster.desk;

import dev.ravine.cluster.host.ShardOperation;

/// What is asked of a [RunDesk]. Nobody writes to its arrays, so that copies need none of their
/// own.
///
/// @param <R> what it gives
sealed interface DeskOperation<R> extends ShardOperation<RunDesk, R>
    permits Order, Take, Deliver, Collect, DeskMessage {

  @Override
  default DeskOperation<R> copy() {
    return this;
  }
}
