package dev.ravine.cluster.jobs;

import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.ledger.Join;
import dev.ravine.cluster.ledger.LedgerWire;
import dev.ravine.cluster.ledger.StepLedger;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.ShardWire;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes seats in a run whose replicas are elsewhere.
///
/// @param cluster where
/// @param job of the run
/// @param plan of its replicas
/// @param layout of the parameters
/// @param log is told in lines who takes part
/// @param abandoned is called if the run's coordinator is gone
record ReplicaWork(
    Cluster cluster,
    Job job,
    DownpourPlan plan,
    ParameterLayout layout,
    Consumer<String> log,
    Runnable abandoned)
    implements JobWork {

  @Override
  public boolean work(String worker) throws InterruptedException {
    try (ShardHost<StepLedger> host = cluster.shards(LedgerWire.KIND, job.run())) {
      ShardCalls<StepLedger> ledger = new ShardCalls<>(host, 1);
      Optional<Join.Place> place = ledger.one(0, new Join(worker));
      if (place.isEmpty()) {
        return false;
      }
      take(place.get(), ledger);
      return true;
    }
  }

  private void take(Join.Place place, ShardCalls<StepLedger> ledger) throws InterruptedException {
    log.accept("replica %d of %d takes part".formatted(place.seat() + 1, job.seats()));
    Partition partition = plan.partition(layout);
    try (ShardHost<Shard> host = cluster.shards(ShardWire.KIND, job.run())) {
      SeatedReplica replica = new SeatedReplica(place, plan, partition, host, ledger);
      try (Heartbeat _ = Heartbeat.begin(replica::beat, abandoned)) {
        replica.run();
      } finally {
        log.accept("replica %d of %d has left".formatted(place.seat() + 1, job.seats()));
      }
    }
  }
}
