package dev.ravine.cluster.replica;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.nn.objective.BatchGradient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Does what a replica commands, on the thread that runs it.
public final class ReplicaThread {

  /// Says whether and when steps are done.
  public interface Steps {
    /// Takes one of the steps that are left, and waits for it if there is one later.
    ///
    /// @return whether there was one
    /// @throws InterruptedException if the thread is interrupted while it waits
    boolean take() throws InterruptedException;

    /// A step was done.
    ///
    /// @param loss of its batch
    void done(double loss);
  }

  private static final long DEADLINE_SECONDS = 60;

  private final Replica replica;
  private final BatchGradient batches;
  private final ShardHost<Shard> host;
  private final Steps steps;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /// Before it runs.
  ///
  /// @param replica before its beginning
  /// @param batches what it learns from
  /// @param host where the shards lie
  /// @param steps what is to be done
  public ReplicaThread(Replica replica, BatchGradient batches, ShardHost<Shard> host, Steps steps) {
    this.replica = replica;
    this.batches = batches;
    this.host = host;
    this.steps = steps;
  }

  /// Runs until no step is left, and all pushes are acknowledged.
  ///
  /// @return why the replica can't go on, if so
  /// @throws ShardsLostException if a shard is not there, or does not answer
  /// @throws InterruptedException if the thread is interrupted while it waits
  public Optional<String> run() throws InterruptedException {
    Deque<Command> commands = new ArrayDeque<>(replica.on(new Event.Begun()));
    while (true) {
      Event happened = events.poll();
      if (happened != null) {
        commands.addAll(replica.on(happened));
      } else if (commands.isEmpty()) {
        commands.addAll(replica.on(await()));
      } else {
        switch (commands.poll()) {
          case Command.Compute compute -> commands.addAll(replica.on(compute()));
          case Command.Fetch(int shard, Read read) ->
              host.apply(shard, read, reply -> events.add(new Event.Fetched(shard, reply)));
          case Command.Send send ->
              host.apply(
                  send.shard(),
                  send.push(),
                  reply -> events.add(new Event.Pushed(send.shard(), reply)));
          case Command.Leave leave -> {
            return Optional.empty();
          }
          case Command.Fail(String reason) -> {
            return Optional.of(reason);
          }
          case Command.Lose(String reason) -> throw new ShardsLostException(reason);
        }
      }
    }
  }

  private Event await() throws InterruptedException {
    Event event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (event == null) {
      throw new ShardsLostException(
          "no shard answered %s for %d s".formatted(replica, DEADLINE_SECONDS));
    }
    return event;
  }

  private Event compute() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("training was interrupted");
    }
    if (!steps.take()) {
      return new Event.Ended();
    }
    double loss = batches.next(replica.theta(), replica.gradient());
    steps.done(loss);
    return new Event.Computed(loss);
  }
}
