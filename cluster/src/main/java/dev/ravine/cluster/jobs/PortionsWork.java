package dev.ravine.cluster.jobs;

import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.portions.BoardMessage;
import dev.ravine.cluster.portions.BoardWire;
import dev.ravine.cluster.portions.PortionBoard;
import dev.ravine.cluster.sandblaster.BoardReplica;
import dev.ravine.cluster.sandblaster.VectorShard;
import dev.ravine.cluster.sandblaster.VectorWire;
import dev.ravine.nn.train.Training;
import java.util.function.Consumer;

/// Evaluates portions for a run.
///
/// @param cluster where
/// @param job of the run
/// @param training what is learnt
/// @param method of the training
/// @param log is told in lines what it does
/// @param abandoned is called if the run's coordinator is gone
record PortionsWork(
    Cluster cluster,
    Job job,
    Training training,
    Sandblaster method,
    Consumer<String> log,
    Runnable abandoned)
    implements JobWork {

  @Override
  public boolean work(String worker) throws InterruptedException {
    try (ShardHost<PortionBoard> boards = cluster.shards(BoardWire.KIND, job.run());
        ShardHost<VectorShard> vectors = cluster.shards(VectorWire.KIND, job.run())) {
      ShardCalls<PortionBoard> board = new ShardCalls<>(boards, 1);
      BoardReplica replica =
          new BoardReplica(
              worker,
              Sandblaster.objective(training),
              method.shards(),
              method.portionsOf(training.objective()),
              vectors,
              board);
      if (replica.beat().isEmpty()) {
        return false;
      }
      log.accept("a replica of %s takes part".formatted(method));
      try (Heartbeat _ = Heartbeat.begin(replica::beat, abandoned)) {
        replica.run();
      } catch (InterruptedException e) {
        board.one(0, new BoardMessage(BoardMessage.Kind.GONE, worker));
        throw e;
      } catch (ShardsLostException e) {
        if (cluster.jobs().contains(job)) {
          throw e;
        }
      } catch (RuntimeException | OutOfMemoryError e) {
        board.one(0, new BoardMessage(BoardMessage.Kind.FAILURE, e.toString()));
        throw e;
      } finally {
        log.accept("a replica of %s has left".formatted(method));
      }
      return true;
    }
  }
}
