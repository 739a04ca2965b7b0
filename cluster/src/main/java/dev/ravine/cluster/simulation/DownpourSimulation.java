package dev.ravine.cluster.simulation;

import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.replica.Command;
import dev.ravine.cluster.replica.Event;
import dev.ravine.cluster.replica.Replica;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Downpour SGD in a simulated cluster of any size, on one thread: gradients and updates are
/// computed, times are drawn. The same replicas and shards as elsewhere.
public final class DownpourSimulation {

  private final DownpourPlan plan;
  private final World world;
  private final Validation validation;
  private final VirtualClock clock = new VirtualClock();
  private final Chance chance;
  private final SimulatedHost<Shard> host;
  private final Partitions partitions;
  private final int stragglers;
  private final int punctual;
  private final List<Replica> all = new ArrayList<>();
  private final List<Machine> waiting = new ArrayList<>();
  private final List<SimulationSummary.Point> curve = new ArrayList<>();
  private final List<Shard> shards;
  private final List<BatchGradient> batches = new ArrayList<>();
  private final Partition partition;
  private final Horizon horizon;
  private Optional<String> failure = Optional.empty();
  private long taken;
  private long done;
  private int crashes;

  /// When something was computed or acknowledged last.
  private double ended;

  /// @param plan what replicas and shards are to do
  /// @param world how fast and how reliable they are
  /// @param seed what all chance comes from; that of learning comes from the training's
  /// @param horizon how long it goes on
  private DownpourSimulation(DownpourPlan plan, World world, Seed seed, Horizon horizon) {
    this.plan = plan;
    this.world = world;
    validation = new Validation(plan.training());
    this.horizon = horizon;
    chance = new Chance(world, seed);
    host = new SimulatedHost<>(clock, chance, world);
    partitions = new Partitions(world, seed, plan.replicas(), plan.shards());
    stragglers = world.stragglersOf(plan.replicas());
    punctual = plan.replicas() - world.lateOf(plan.replicas());
    for (int r = 0; r < plan.replicas(); r++) {
      batches.add(plan.batches(r));
    }
    partition = plan.partition(batches.getFirst().layout());
    float[] initial = batches.getFirst().initial();
    shards = partition.stream().mapToObj(shard -> plan.shard(partition, shard, initial)).toList();
    partition.stream().forEach(shard -> host.install(shard, shards.get(shard)));
  }

  /// Trains.
  ///
  /// @param plan what replicas and shards are to do
  /// @param world how fast and how reliable they are
  /// @param seed what all chance comes from; that of learning comes from the training's
  /// @param horizon how long it goes on; what is on its way then still arrives
  /// @return the same bits for the same arguments
  /// @throws DivergedException if training diverged
  public static SimulationSummary run(DownpourPlan plan, World world, Seed seed, Horizon horizon) {
    return new DownpourSimulation(plan, world, seed, horizon).run();
  }

  private SimulationSummary run() {
    for (int r = 0; r < plan.replicas(); r++) {
      Machine machine = new Machine(r);
      if (r == 0 || plan.warmStart() == 0) {
        machine.join();
      } else {
        waiting.add(machine);
      }
    }
    if (horizon instanceof Horizon.Time(double seconds, int evaluations)) {
      for (int i = 1; i <= evaluations; i++) {
        clock.after(seconds * i / evaluations, this::evaluate);
      }
    }
    clock.run();
    failure
        .or(() -> shards.stream().flatMap(shard -> shard.overflow().stream()).findFirst())
        .ifPresent(why -> {
          throw new DivergedException(why);
        });
    SortedMap<Long, Long> staleness = new TreeMap<>();
    shards.forEach(
        shard -> shard.staleness().forEach((s, count) -> staleness.merge(s, count, Long::sum)));
    float[] weights = weights();
    return new SimulationSummary(
        validation.model(weights),
        validation.of(weights),
        all.stream().mapToLong(Replica::steps).sum(),
        all.stream().mapToLong(Replica::acknowledged).sum(),
        shards.stream().mapToLong(Shard::version).sum(),
        staleness,
        0,
        crashes,
        ended,
        curve);
  }

  private float[] weights() {
    return partition.whole(
        partition.stream()
            .mapToObj(shard ->
                new Read(true, new float[partition.size(shard)])
                    .applyTo(shards.get(shard))
                    .weights())
            .toList());
  }

  private void stepDone() {
    done++;
    if (horizon instanceof Horizon.Gradients(long every) && every > 0 && done % every == 0) {
      evaluate();
    }
    if (done >= plan.warmStart()) {
      waiting.forEach(Machine::join);
      waiting.clear();
    }
  }

  private void evaluate() {
    if (failure.isEmpty()) {
      curve.add(new SimulationSummary.Point(clock.now(), done, validation.of(weights())));
    }
  }

  private boolean isOver() {
    return switch (horizon) {
      case Horizon.Gradients gradients -> taken >= plan.training().steps();
      case Horizon.Time time -> clock.now() >= time.seconds();
    };
  }

  /// One that computes: with a replica, and with another if that crashes.
  private final class Machine {

    private final int number;
    private final ShardHost<Shard> reached;
    private Replica replica;
    private boolean crashed;

    Machine(int number) {
      this.number = number;
      reached = host.from(number, partitions);
      replica = replica();
    }

    private Replica replica() {
      Replica begun = new Replica(all.size(), partition, plan.exchange());
      all.add(begun);
      return begun;
    }

    void join() {
      clock.after(chance.secondsUntilJoined(number >= punctual), this::begin);
    }

    private void begin() {
      tell(replica, new Event.Begun());
    }

    /// What a crashed replica would be told, nobody hears.
    private void tell(Replica told, Event event) {
      if (failure.isPresent() || told != replica || crashed) {
        return;
      }
      if (event instanceof Event.Computed || event instanceof Event.Pushed) {
        ended = clock.now();
      }
      for (Command command : told.on(event)) {
        obey(told, command);
      }
    }

    private void obey(Replica told, Command command) {
      switch (command) {
        case Command.Compute compute -> compute(told);
        case Command.Fetch(int shard, Read read) ->
            reached.apply(shard, read, reply -> tell(told, new Event.Fetched(shard, reply)));
        case Command.Send send ->
            reached.apply(
                send.shard(),
                send.push(),
                reply -> tell(told, new Event.Pushed(send.shard(), reply)));
        case Command.Leave leave -> {}
        case Command.Fail(String reason) -> failure = Optional.of(reason);
        case Command.Lose(String reason) -> throw new ShardsLostException(reason);
      }
    }

    private void compute(Replica told) {
      if (isOver()) {
        clock.after(0, () -> tell(told, new Event.Ended()));
        return;
      }
      taken++;
      double loss = batches.get(number).next(told.theta(), told.gradient());
      clock.after(
          chance.secondsOfGradient(number < stragglers),
          () -> {
            if (chance.crashes()) {
              crash();
              return;
            }
            tell(told, new Event.Computed(loss));
            stepDone();
          });
    }

    private void crash() {
      crashes++;
      taken--;
      crashed = true;
      clock.after(
          world.secondsUntilRestart(),
          () -> {
            crashed = false;
            replica = replica();
            begin();
          });
    }
  }
}
