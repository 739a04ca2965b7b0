package dev.ravine.cluster.portions;

import java.util.Optional;

/// A replica that takes portions from a board.
public interface BoardReplica extends AutoCloseable {

  /// Works until its seat is not its own any more.
  ///
  /// @throws InterruptedException if the thread is interrupted while it waits
  /// @throws dev.ravine.cluster.host.ShardsLostException if a shard can't answer
  void run() throws InterruptedException;

  /// Asks for a seat.
  ///
  /// @return whether it has one
  boolean join();

  /// Says that it is alive. For any thread.
  ///
  /// @return how often the coordinator has looked; empty if it has no seat
  Optional<Long> beat();

  /// Gives up what it has open.
  @Override
  void close();
}
