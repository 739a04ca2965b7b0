package dev.ravine.hazelcast;

import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.ShardWire;
import dev.ravine.cluster.simulation.SimulatedHost;
import dev.ravine.cluster.simulation.World;
import dev.ravine.random.Seed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/// The three hosts keep one contract.
class HostsTest {

  @Nested
  class InProcess extends ShardHostContract {

    private final ShardHost<Shard> host = new InProcessHost<>();

    @Override
    ShardHost<Shard> host() {
      return host;
    }
  }

  @Nested
  class Simulated extends ShardHostContract {

    private final SimulatedHost<Shard> host =
        SimulatedHost.alone(World.IDEAL.latency(0.1), Seed.of(3));

    @Override
    ShardHost<Shard> host() {
      return host;
    }

    @Override
    void goOn() {
      host.deliverAll();
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnHazelcast extends ShardHostContract {

    private final Members members = new Members(2);
    private final HazelcastCluster client = members.client();
    private ShardHost<Shard> host = client.shards(ShardWire.KIND, "none");

    @BeforeEach
    void begin(TestInfo test) {
      host = client.shards(ShardWire.KIND, test.getDisplayName());
    }

    @Override
    ShardHost<Shard> host() {
      return host;
    }

    @AfterAll
    void close() {
      client.close();
      members.close();
    }
  }
}
