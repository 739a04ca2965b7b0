package dev.ravine.hazelcast;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.cluster.Member;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.map.IMap;
import dev.ravine.cluster.host.ClusterException;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.jobs.Cluster;
import dev.ravine.cluster.jobs.Job;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.ShardKind;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A cluster as one sees it who computes or coordinates: a client of its members.
public final class HazelcastCluster implements Cluster {

  private static final Logger LOG = Logger.getLogger(HazelcastCluster.class.getName());
  private static final int CONNECT_SECONDS = 20;

  private final HazelcastInstance client;

  private HazelcastCluster(HazelcastInstance client) {
    this.client = client;
  }

  /// Connects.
  ///
  /// @param name of the cluster
  /// @param members where its members listen: some of them are enough
  /// @param version of this program, which members must be of, too
  /// @throws ClusterException if no member answers within 20 seconds, with what to do
  public static HazelcastCluster connect(ClusterName name, List<Address> members, String version) {
    return connect(name, members, version, CONNECT_SECONDS);
  }

  static HazelcastCluster connect(
      ClusterName name, List<Address> members, String version, int seconds) {
    if (!Reachable.any(members)) {
      throw new ClusterException(
          "nobody listens at %s: start members there with ravine node --serve".formatted(members));
    }
    ClientConfig config = Settings.client(name, members);
    CountDownLatch connected = new CountDownLatch(1);
    config.addListenerConfig(
        new ListenerConfig(
            (LifecycleListener)
                event -> {
                  if (event.getState() == LifecycleEvent.LifecycleState.CLIENT_CONNECTED) {
                    connected.countDown();
                  }
                }));
    HazelcastInstance client = HazelcastClient.newHazelcastClient(config);
    if (!reaches(connected, seconds)) {
      client.shutdown();
      throw new ClusterException(
          "%s answered, but not as cluster %s within %d s: name and secret must be the same as there"
              .formatted(members, name, seconds));
    }
    for (Member member : client.getCluster().getMembers()) {
      String other = Settings.version(member.getAttributes());
      if (!other.equals(version)) {
        client.shutdown();
        throw new ClusterException(
            "member %s runs Ravine %s, but this is Ravine %s"
                .formatted(member.getAddress(), other, version));
      }
    }
    return new HazelcastCluster(client);
  }

  private static boolean reaches(CountDownLatch connected, int seconds) {
    try {
      return connected.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public <S> ShardHost<S> shards(ShardKind<S> kind, String run) {
    String name = kind + "/" + run;
    IMap<String, StoredShard<?>> shards = client.getMap(Settings.shards(name));
    return new HazelcastHost<>(kind, shards, new ShardKeys(client, name));
  }

  @Override
  public void publish(Job job) {
    byte[] posted = bytes(new PostedJob(job, client.getLocalEndpoint().getUuid()));
    Retry.until(
        "members asked to post a job",
        () -> {
          jobs(client).set(job.run(), posted);
          return true;
        });
  }

  private static byte[] bytes(PostedJob posted) {
    return Fields.bytes(posted, PostedJob::write);
  }

  @Override
  public void withdraw(String run) {
    try {
      withdraw(client, run);
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "members will give up run " + run + " when this client is gone", e);
    }
  }

  /// Takes a job off the board, and gives up all that belongs to its run.
  static void withdraw(HazelcastInstance instance, String run) {
    jobs(instance).delete(run);
    for (ShardKind<?> kind : Kinds.ALL) {
      String name = kind + "/" + run;
      ShardKeys.forget(instance, name);
      instance.getMap(Settings.shards(name)).destroy();
    }
  }

  static IMap<String, byte[]> jobs(HazelcastInstance instance) {
    return instance.getMap(Settings.JOBS);
  }

  /// Jobs with those who posted them.
  static List<PostedJob> posted(HazelcastInstance instance) {
    return jobs(instance).values().stream()
        .map(bytes -> Fields.value(bytes, PostedJob::read))
        .toList();
  }

  @Override
  public List<Job> jobs() {
    return Retry.until("members", () -> posted(client)).stream().map(PostedJob::job).toList();
  }

  /// Whether members may still answer: not if none has for half a minute.
  public boolean isOpen() {
    return client.getLifecycleService().isRunning();
  }

  /// How many members there are now.
  public int members() {
    return client.getCluster().getMembers().size();
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
