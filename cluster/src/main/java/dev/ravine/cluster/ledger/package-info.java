/// What a run's coordinator and its replicas, in other processes, know of each other.
///
/// - A [dev.ravine.cluster.ledger.StepLedger] says which steps are done, and who does those that
///   are left: a shard like others, which [dev.ravine.cluster.ledger.LedgerWire] writes.
/// - The coordinator begins phases ([dev.ravine.cluster.ledger.Begin]), looks
///   ([dev.ravine.cluster.ledger.Look]) and takes seats from replicas that are gone
///   ([dev.ravine.cluster.ledger.Evict]).
/// - A replica asks for a seat ([dev.ravine.cluster.ledger.Join]), reports steps and asks for more
///   ([dev.ravine.cluster.ledger.Report]), says that it is alive
///   ([dev.ravine.cluster.ledger.Beat]), gives its seat up ([dev.ravine.cluster.ledger.Resign]), or
///   says why it has none ([dev.ravine.cluster.ledger.Decline]).
@NullMarked
package dev.ravine.cluster.ledger;

import org.jspecify.annotations.NullMarked;
