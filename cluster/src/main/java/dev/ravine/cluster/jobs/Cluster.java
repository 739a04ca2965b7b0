package dev.ravine.cluster.jobs;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.shard.Shard;
import java.util.List;

/// Where processes that train together meet.
public interface Cluster extends AutoCloseable {

  /// The shards of a run's parameters.
  ///
  /// @param run its name
  /// @return a host of its own for each caller; the shards are the same for all
  ShardHost<Shard> parameters(String run);

  /// The ledger of a run, as its only shard.
  ///
  /// @param run its name
  /// @return a host of its own for each caller; the ledger is the same for all
  ShardHost<StepLedger> ledger(String run);

  /// Puts a job on the board.
  ///
  /// @param job whose run has all its shards
  void publish(Job job);

  /// Takes a job off the board, and gives up all that belongs to its run.
  ///
  /// @param run its name
  void withdraw(String run);

  /// What is on the board.
  ///
  /// @throws IllegalStateException if the cluster does not answer
  List<Job> jobs();

  /// Leaves the cluster.
  @Override
  void close();
}
