package dev.ravine.cluster.jobs;

import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.ShardKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// A cluster of this process alone: to try out what several would do.
public final class LocalCluster implements Cluster {

  private final Map<String, Map<ShardKind<?>, ShardHost<?>>> runs = new ConcurrentHashMap<>();
  private final Map<String, Job> board = new ConcurrentHashMap<>();
  private final Function<ShardKind<?>, ShardHost<?>> hosts;

  /// Without runs.
  public LocalCluster() {
    this(kind -> new InProcessHost<>());
  }

  LocalCluster(Function<ShardKind<?>, ShardHost<?>> hosts) {
    this.hosts = hosts;
  }

  @Override
  @SuppressWarnings("unchecked") // shards of a kind are of one type
  public <S> ShardHost<S> shards(ShardKind<S> kind, String run) {
    Map<ShardKind<?>, ShardHost<?>> own =
        runs.computeIfAbsent(run, unknown -> new ConcurrentHashMap<>());
    return new Shared<>((ShardHost<S>) own.computeIfAbsent(kind, hosts));
  }

  @Override
  public void publish(Job job) {
    board.put(job.run(), job);
  }

  @Override
  public void withdraw(String run) {
    board.remove(run);
    Map<ShardKind<?>, ShardHost<?>> withdrawn = runs.remove(run);
    if (withdrawn != null) {
      withdrawn.values().forEach(ShardHost::close);
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
