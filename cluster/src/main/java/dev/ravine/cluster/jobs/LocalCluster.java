package dev.ravine.cluster.jobs;

import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.shard.Shard;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A cluster of this process alone: to try out what several would do.
public final class LocalCluster implements Cluster {

  private record Run(ShardHost<Shard> parameters, ShardHost<StepLedger> ledger) {}

  private final Map<String, Run> runs = new ConcurrentHashMap<>();
  private final Map<String, Job> board = new ConcurrentHashMap<>();

  private final Supplier<ShardHost<Shard>> parameters;
  private final Supplier<ShardHost<StepLedger>> ledgers;

  /// Without runs.
  public LocalCluster() {
    this(InProcessHost::new, InProcessHost::new);
  }

  LocalCluster(Supplier<ShardHost<Shard>> parameters, Supplier<ShardHost<StepLedger>> ledgers) {
    this.parameters = parameters;
    this.ledgers = ledgers;
  }

  private Run run(String name) {
    return runs.computeIfAbsent(name, unknown -> new Run(parameters.get(), ledgers.get()));
  }

  @Override
  public ShardHost<Shard> parameters(String run) {
    return new Shared<>(run(run).parameters());
  }

  @Override
  public ShardHost<StepLedger> ledger(String run) {
    return new Shared<>(run(run).ledger());
  }

  @Override
  public void publish(Job job) {
    board.put(job.run(), job);
  }

  @Override
  public void withdraw(String run) {
    board.remove(run);
    Run withdrawn = runs.remove(run);
    if (withdrawn != null) {
      withdrawn.parameters().close();
      withdrawn.ledger().close();
    }
  }

  @Override
  public List<Job> jobs() {
    return List.copyOf(board.values());
  }

  @Override
  public void close() {
    List.copyOf(runs.keySet()).forEach(this::withdraw);
  }

  /// Closing leaves the shards to others.
  private record Shared<S>(ShardHost<S> host) implements ShardHost<S> {

    @Override
    public void install(int number, S shard) {
      host.install(number, shard);
    }

    @Override
    public <R> void apply(int number, ShardOperation<S, R> operation, Consumer<Reply<R>> then) {
      host.apply(number, operation, then);
    }

    @Override
    public void close() {}
  }
}
