package dev.ravine.cluster.ledger;

import dev.ravine.cluster.host.ShardOperation;

/// What is asked of a [StepLedger]. It has no arrays, so that copies need nothing of their own.
///
/// @param <R> what it gives
sealed interface LedgerOperation<R> extends ShardOperation<StepLedger, R>
    permits Join, Decline, Report, Beat, Begin, Look, Evict, Resign {

  @Override
  default LedgerOperation<R> copy() {
    return this;
  }
}
