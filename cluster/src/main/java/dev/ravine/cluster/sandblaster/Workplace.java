package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.ShardClient;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// Where coordinator, replicas and shards of a Sandblaster minimization are: threads of this
/// process, simulated, or shards on a cluster.
public interface Workplace extends AutoCloseable {

  /// Where a replica works.
  ///
  /// @param own does what it is told, one thing after the other
  /// @param computing does an evaluation
  /// @param host where the shards lie, as seen from there
  record Desk(Executor own, Executor computing, ShardHost<VectorShard> host) {}

  /// Where the shards lie, as seen by the coordinator.
  ShardHost<VectorShard> host();

  /// Has the coordinator do something while it waits.
  ///
  /// @param task may be overtaken by one that is told later, if messages take time
  void tell(Runnable task);

  /// Lets the coordinator do what it is told until something is so.
  ///
  /// @param done asked after each task
  void until(BooleanSupplier done);

  /// A place for a replica.
  ///
  /// @param replica its number
  /// @param again begins it anew, at another desk, if it has crashed
  Desk desk(int replica, Runnable again);

  /// Asks shards for someone.
  ///
  /// @param host where they lie, as seen from there
  /// @param shards how many
  /// @param own does what follows on an answer
  /// @return the coordinator is told if a shard can't answer
  default ShardClient<VectorShard> client(ShardHost<VectorShard> host, int shards, Executor own) {
    return new ShardClient<>(
        host,
        shards,
        own,
        reason ->
            tell(() -> {
              throw new ShardsLostException(reason);
            }));
  }

  /// Ends all threads.
  @Override
  void close();
}
