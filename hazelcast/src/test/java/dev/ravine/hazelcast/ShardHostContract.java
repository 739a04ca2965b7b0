package dev.ravine.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.shard.Fence;
import dev.ravine.cluster.shard.Outcome;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Push;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.StalenessPolicy;
import dev.ravine.cluster.shard.Summarize;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What each host does.
abstract class ShardHostContract {

  static final ParameterLayout LAYOUT = ParameterLayout.flat(6);
  static final Partition PARTITION = new Partition(LAYOUT, 2);

  abstract ShardHost<Shard> host();

  /// Lets the host do what it has to, if it does not by itself.
  void goOn() {}

  private <R> ShardHost.Reply<R> ask(int number, ShardOperation<Shard, R> operation) {
    CompletableFuture<ShardHost.Reply<R>> reply = new CompletableFuture<>();
    host().apply(number, operation, reply::complete);
    goOn();
    return reply.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private <R> R done(int number, ShardOperation<Shard, R> operation) {
    ShardHost.Reply<R> reply = ask(number, operation);
    assertThat(reply).isInstanceOf(ShardHost.Reply.Done.class);
    return ((ShardHost.Reply.Done<R>) reply).result();
  }

  void install(int number, String recipe) {
    host()
        .install(
            number,
            new Shard(
                PARTITION,
                number,
                Optimizer.parse(recipe),
                StalenessPolicy.IGNORE,
                new float[] {1, 2, 3, 4, 5, 6}));
  }

  @Test
  void nothingButInstallingMakesShards() {
    assertThat(ask(0, new Read(false, new float[3]))).isInstanceOf(ShardHost.Reply.Missing.class);
    install(0, "sgd(1)");
    assertThat(done(0, new Read(false, new float[3])).weights()).containsExactly(1, 2, 3);
    assertThat(ask(1, new Read(false, new float[3]))).isInstanceOf(ShardHost.Reply.Missing.class);
  }

  @Test
  void aPushIsAppliedOnceHoweverOftenItComes() {
    install(1, "sgd(1)");
    assertThat(done(1, new Push(7, 1, 0, new float[] {1, 1, 1})))
        .isEqualTo(new Outcome.Applied(1, 0));
    assertThat(done(1, new Push(7, 1, 0, new float[] {1, 1, 1})))
        .isEqualTo(new Outcome.Duplicate(1));
    assertThat(done(1, new Push(8, 1, 0, new float[] {0, 0, 2})))
        .isEqualTo(new Outcome.Applied(2, 1));
    assertThat(done(1, new Read(false, new float[3])).weights()).containsExactly(3, 4, 3);
  }

  @Test
  void aFencedReplicaIsRefused() {
    install(0, "momentum(0.1)");
    done(0, new Push(7, 1, 0, new float[] {1, 1, 1}));
    assertThat(done(0, new Fence(7))).isEqualTo(1);
    assertThat(done(0, new Push(7, 2, 1, new float[] {1, 1, 1})))
        .isEqualTo(new Outcome.Refused("another has taken the place of replica 7"));
    assertThat(done(0, new Summarize()).version()).isEqualTo(1);
  }

  @Test
  void installingAgainBeginsAnew() {
    install(0, "adam(0.1)");
    done(0, new Push(7, 1, 0, new float[] {1, 1, 1}));
    install(0, "adam(0.1)");
    assertThat(done(0, new Summarize()).version()).isZero();
    assertThat(done(0, new Read(false, new float[3])).weights()).containsExactly(1, 2, 3);
  }

  @Test
  void operationsOfManyAreDoneOneAfterTheOther() {
    install(0, "sgd(1)");
    List<CompletableFuture<ShardHost.Reply<Outcome>>> replies = new ArrayList<>();
    for (long replica = 1; replica <= 50; replica++) {
      CompletableFuture<ShardHost.Reply<Outcome>> reply = new CompletableFuture<>();
      replies.add(reply);
      host().apply(0, new Push(replica, 1, 0, new float[] {1, 0, 0}), reply::complete);
    }
    goOn();
    replies.forEach(reply -> reply.orTimeout(20, TimeUnit.SECONDS).join());
    assertThat(done(0, new Read(false, new float[3])).weights()).containsExactly(-49, 2, 3);
    assertThat(done(0, new Summarize()).pushes()).hasSize(50);
  }
}
