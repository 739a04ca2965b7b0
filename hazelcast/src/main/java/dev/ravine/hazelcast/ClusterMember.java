package dev.ravine.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.ravine.cluster.host.ClusterException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/// Keeps shards, and backups of others. With fewer than a majority of the members that it knows of,
/// it refuses all operations.
public final class ClusterMember implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ClusterMember.class.getName());
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(5);
  private static final Duration ABANDONED = Duration.ofSeconds(60);

  private final HazelcastInstance instance;
  private final Map<String, Long> coordinatorGone = new HashMap<>();
  private final Thread sweeper =
      Thread.ofPlatform().daemon().name("sweeper").unstarted(this::sweep);

  private ClusterMember(HazelcastInstance instance) {
    this.instance = instance;
    sweeper.start();
  }

  /// Starts, and joins those that are there.
  ///
  /// @param name of the cluster
  /// @param listen where it listens, and nowhere else
  /// @param members where all members listen, this one too: all members must be given the same
  /// @param version of this program, which other members must be of, too
  /// @throws IllegalArgumentException if it is not one of the members
  /// @throws ClusterException if it can't listen there, or members differ in version or in how many
  ///   members they know of
  public static ClusterMember start(
      ClusterName name, Address listen, List<Address> members, String version) {
    if (!members.contains(listen)) {
      throw new IllegalArgumentException(
          "members must have the address that this one listens at, %s, were %s"
              .formatted(listen, members));
    }
    checkFree(listen);
    HazelcastInstance instance;
    try {
      instance = Hazelcast.newHazelcastInstance(Settings.member(name, listen, members, version));
    } catch (HazelcastException | IllegalStateException e) {
      throw new ClusterException(
          "no member can listen at %s: %s".formatted(listen, e.getMessage()), e);
    }
    try {
      checkSame(instance);
    } catch (ClusterException e) {
      instance.getLifecycleService().terminate();
      throw e;
    }
    return new ClusterMember(instance);
  }

  private static void checkFree(Address listen) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(listen.host(), listen.port()));
    } catch (IOException e) {
      throw new ClusterException(
          "no member can listen at %s: %s".formatted(listen, e.getMessage()), e);
    }
  }

  private static void checkSame(HazelcastInstance instance) {
    Map<String, String> own = instance.getCluster().getLocalMember().getAttributes();
    for (Member other : instance.getCluster().getMembers()) {
      Map<String, String> theirs = other.getAttributes();
      if (!Settings.version(theirs).equals(Settings.version(own))) {
        throw new ClusterException(
            "member %s runs Ravine %s, but this is Ravine %s"
                .formatted(other.getAddress(), Settings.version(theirs), Settings.version(own)));
      }
      if (!Settings.members(theirs).equals(Settings.members(own))) {
        throw new ClusterException(
            "member %s was given %s members, but this one %s: all must be given the same"
                .formatted(other.getAddress(), Settings.members(theirs), Settings.members(own)));
      }
    }
  }

  /// A member that can't, or may not now, tries again later.
  private void sweep() {
    while (true) {
      try {
        TimeUnit.NANOSECONDS.sleep(BETWEEN_SWEEPS.toNanos());
        withdrawAbandoned();
      } catch (InterruptedException e) {
        return;
      } catch (HazelcastException | HazelcastInstanceNotActiveException e) {
        LOG.log(Level.FINE, "abandoned runs could not be withdrawn", e);
      }
    }
  }

  /// Runs whose coordinator has been gone for a minute, the oldest member gives up.
  private void withdrawAbandoned() {
    if (!instance.getCluster().getMembers().iterator().next().localMember()) {
      return;
    }
    Set<UUID> clients =
        instance.getClientService().getConnectedClients().stream()
            .map(client -> client.getUuid())
            .collect(Collectors.toSet());
    long now = System.nanoTime();
    for (PostedJob posted : HazelcastCluster.posted(instance)) {
      String run = posted.job().run();
      if (clients.contains(posted.coordinator())) {
        coordinatorGone.remove(run);
      } else if (now - coordinatorGone.computeIfAbsent(run, unseen -> now) > ABANDONED.toNanos()) {
        HazelcastCluster.withdraw(instance, run);
        coordinatorGone.remove(run);
      }
    }
  }

  /// How many members there are now, with this one.
  public int members() {
    return instance.getCluster().getMembers().size();
  }

  /// The engine, to look at its settings.
  HazelcastInstance instance() {
    return instance;
  }

  /// Leaves after others have what lies here.
  @Override
  public void close() {
    sweeper.interrupt();
    instance.shutdown();
  }
}
