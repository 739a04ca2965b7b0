package dev.ravine.cluster.simulation;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.random.Seed;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// Shards that are asked by messages, which take time, come twice, or whose answers get lost.
///
/// @param <S> what a shard is
public final class SimulatedHost<S> implements ShardHost<S> {

  /// How long nobody answers until an operation counts as lost, over the mean time of a message; at
  /// least the time of a gradient.
  private static final double PATIENCE = 20;

  private final VirtualClock clock;
  private final Chance chance;
  private final double patience;
  private final Map<Integer, S> shards;
  private final IntPredicate unreachable;

  /// As seen by someone whom partitions never separate from a shard.
  SimulatedHost(VirtualClock clock, Chance chance, World world) {
    this(
        clock,
        chance,
        Math.max(PATIENCE * world.latency(), world.compute()),
        new HashMap<>(),
        shard -> false);
  }

  private SimulatedHost(
      VirtualClock clock,
      Chance chance,
      double patience,
      Map<Integer, S> shards,
      IntPredicate unreachable) {
    this.clock = clock;
    this.chance = chance;
    this.patience = patience;
    this.shards = shards;
    this.unreachable = unreachable;
  }

  /// The same shards as seen by a machine.
  ///
  /// @param caller its number
  /// @param partitions of the network
  SimulatedHost<S> from(int caller, Partitions partitions) {
    return new SimulatedHost<>(
        clock, chance, patience, shards, shard -> partitions.separate(caller, shard, clock.now()));
  }

  /// A host with a clock of its own.
  ///
  /// @param world how long messages take, and which get lost
  /// @param seed what all chance comes from
  /// @param <S> what a shard is
  public static <S> SimulatedHost<S> alone(World world, Seed seed) {
    return new SimulatedHost<>(new VirtualClock(), new Chance(world, seed), world);
  }

  /// Delivers all messages that are under way, and those that they lead to.
  public void deliverAll() {
    clock.run();
  }

  @Override
  public void install(int number, S shard) {
    shards.put(number, shard);
  }

  @Override
  public <R> void apply(int number, ShardOperation<S, R> operation, Consumer<Reply<R>> then) {
    Answer<R> answer = new Answer<>(then);
    if (chance.duplicates()) {
      deliver(number, operation.copy(), reply -> {}, () -> {});
    }
    Runnable noAnswer =
        () -> clock.after(patience, () -> answer.give(new Reply.Lost<>("no answer came")));
    boolean lost = chance.loses();
    deliver(number, operation.copy(), lost ? reply -> {} : answer::give, noAnswer);
    if (lost) {
      noAnswer.run();
    }
  }

  private <R> void deliver(
      int number, ShardOperation<S, R> copy, Consumer<Reply<R>> then, Runnable dropped) {
    arrive(
        number,
        dropped,
        () -> {
          S shard = shards.get(number);
          Reply<R> reply =
              shard == null ? new Reply.Missing<>() : new Reply.Done<>(copy.applyTo(shard));
          arrive(number, dropped, () -> then.accept(reply));
        });
  }

  /// Does something at the end of a message's way, or has it dropped there.
  private void arrive(int number, Runnable dropped, Runnable arrived) {
    clock.after(
        chance.secondsOfMessage(), () -> (unreachable.test(number) ? dropped : arrived).run());
  }

  /// Given once.
  private static final class Answer<R> {

    private final Consumer<Reply<R>> then;
    private boolean given;

    Answer(Consumer<Reply<R>> then) {
      this.then = then;
    }

    void give(Reply<R> reply) {
      if (!given) {
        given = true;
        then.accept(reply);
      }
    }
  }

  @Override
  public void close() {
    shards.clear();
  }
}
