package dev.ravine.cluster.jobs;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.wire.ShardKind;
import java.util.List;

/// Where processes that train together meet.
public interface Cluster extends AutoCloseable {

  /// The shards of a run.
  ///
  /// @param kind what they are
  /// @param run its name
  /// @param <S> what a shard is
  /// @return a host of its own for each caller; the shards are the same for all
  <S> ShardHost<S> shards(ShardKind<S> kind, String run);

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
