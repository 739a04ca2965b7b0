package dev.ravine.bench;

import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Push;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.ShardWire;
import dev.ravine.cluster.shard.StalenessPolicy;
import dev.ravine.hazelcast.Address;
import dev.ravine.hazelcast.ClusterMember;
import dev.ravine.hazelcast.ClusterName;
import dev.ravine.hazelcast.HazelcastCluster;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Members of a cluster, with shards and their backups.
public final class MemberPeer {

  private static final ClusterName NAME = new ClusterName("bench", "");
  private static final String VERSION = "bench";
  private static final String LOOPBACK = "127.0.0.1";
  private static final Logger ENGINE = Logger.getLogger("com.hazelcast");

  private MemberPeer() {}

  /// Serves until it is killed.
  ///
  /// @param arguments its own port and that of the other
  /// @throws InterruptedException if it is interrupted
  public static void main(String[] arguments) throws InterruptedException {
    ENGINE.setLevel(Level.OFF);
    Address own = address(Integer.parseInt(arguments[0]));
    Address other = address(Integer.parseInt(arguments[1]));
    List<Address> all = own.port() < other.port() ? List.of(own, other) : List.of(other, own);
    try (ClusterMember _ = ClusterMember.start(NAME, own, all, VERSION)) {
      Thread.currentThread().join();
    }
  }

  private static Address address(int port) {
    return new Address(LOOPBACK, port);
  }

  static HazelcastCluster connect(List<Integer> ports) {
    ENGINE.setLevel(Level.OFF);
    HazelcastCluster cluster =
        HazelcastCluster.connect(NAME, ports.stream().map(MemberPeer::address).toList(), VERSION);
    while (cluster.members() < ports.size()) {
      Processes.pause();
    }
    return cluster;
  }

  /// A gradient to the shards, or their parameters from there.
  static Work work(HazelcastCluster cluster, String recipe, int size, int shards, boolean fetches) {
    Partition partition = new Partition(ParameterLayout.flat(size), shards);
    ShardHost<Shard> host = cluster.shards(ShardWire.KIND, recipe + size + fetches);
    float[] theta = Ravine.numbers(size, 1);
    float[] gradient = Ravine.numbers(size, 2);
    for (int shard = 0; shard < shards; shard++) {
      host.install(
          shard,
          new Shard(partition, shard, Optimizer.parse(recipe), StalenessPolicy.IGNORE, theta));
    }
    List<float[]> parts =
        partition.stream().mapToObj(shard -> partition.part(shard, gradient)).toList();
    List<float[]> into =
        partition.stream().mapToObj(shard -> new float[partition.size(shard)]).toList();
    ShardCalls<Shard> calls = new ShardCalls<>(host, shards);
    long[] sequence = {0};
    return () -> {
      if (fetches) {
        calls.all(shard -> new Read(false, into.get(shard)));
      } else {
        long next = ++sequence[0];
        calls.all(shard -> new Push(0, next, next - 1, parts.get(shard)));
      }
    };
  }
}
