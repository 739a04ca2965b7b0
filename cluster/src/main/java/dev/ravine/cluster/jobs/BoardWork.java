package dev.ravine.cluster.jobs;

import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.portions.BoardMessage;
import dev.ravine.cluster.portions.BoardReplica;
import dev.ravine.cluster.portions.BoardWire;
import dev.ravine.cluster.portions.PortionBoard;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Does portions of what a run needs.
///
/// @param cluster where
/// @param job of the run
/// @param method of the run, for people
/// @param replicas makes a replica of a name that takes portions from a board
/// @param log is told in lines what it does
/// @param abandoned is called if the run's coordinator is gone
record BoardWork(
    Cluster cluster,
    Job job,
    String method,
    BiFunction<String, ShardCalls<PortionBoard>, BoardReplica> replicas,
    Consumer<String> log,
    Runnable abandoned)
    implements JobWork {

  @Override
  public boolean work(String worker) throws InterruptedException {
    try (ShardHost<PortionBoard> host = cluster.shards(BoardWire.KIND, job.run())) {
      ShardCalls<PortionBoard> board = new ShardCalls<>(host, 1);
      try (BoardReplica replica = replicas.apply(worker, board)) {
        if (!replica.join()) {
          return false;
        }
        take(replica);
        return true;
      } catch (InterruptedException e) {
        board.one(0, new BoardMessage(BoardMessage.Kind.GONE, worker));
        throw e;
      } catch (ShardsLostException e) {
        throw e;
      } catch (RuntimeException | OutOfMemoryError e) {
        board.one(0, new BoardMessage(BoardMessage.Kind.FAILURE, e.toString()));
        throw e;
      }
    }
  }

  private void take(BoardReplica replica) throws InterruptedException {
    log.accept("a replica of %s takes part".formatted(method));
    try (Heartbeat _ = Heartbeat.begin(replica::beat, abandoned)) {
      replica.run();
    } finally {
      log.accept("a replica of %s has left".formatted(method));
    }
  }
}
