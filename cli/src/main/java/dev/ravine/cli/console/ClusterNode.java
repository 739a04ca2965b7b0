package dev.ravine.cli.console;

import dev.ravine.cluster.jobs.Worker;
import dev.ravine.hazelcast.Address;
import dev.ravine.hazelcast.ClusterMember;
import dev.ravine.hazelcast.ClusterName;
import dev.ravine.hazelcast.HazelcastCluster;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.session.RemoteTraining;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A process that takes part in a cluster.
public final class ClusterNode implements AutoCloseable {

  private final ClusterName name;
  private final Consumer<String> say;
  private @Nullable ClusterMember member;
  private @Nullable HazelcastCluster client;
  private @Nullable Worker worker;
  private int members;

  /// Before it takes part.
  ///
  /// @param name of the cluster
  /// @param say is told in lines what happens
  public ClusterNode(ClusterName name, Consumer<String> say) {
    this.name = name;
    this.say = say;
  }

  /// Keeps shards.
  ///
  /// @param listen where
  /// @param all where all members listen
  public void serve(Address listen, List<Address> all) {
    if (!listen.isLoopback()) {
      say.accept(
          "traffic at %s is neither encrypted nor authenticated: see docs/cluster.md"
              .formatted(listen));
    }
    member = ClusterMember.start(name, listen, all, Provenance.version());
    say.accept("serving at %s, cluster %s".formatted(listen, name));
    tellMembers(all.size());
  }

  /// Computes.
  ///
  /// @param addresses where members listen
  /// @param replicas how many
  /// @param data where data is here; empty: where it is there
  public void work(List<Address> addresses, int replicas, Optional<Path> data) {
    HazelcastCluster connected = HazelcastCluster.connect(name, addresses, Provenance.version());
    client = connected;
    Worker begun =
        new Worker(
            connected,
            new RemoteTraining(data)::read,
            "process " + ProcessHandle.current().pid(),
            say);
    worker = begun;
    begun.start(replicas);
    say.accept("working, %d replicas, cluster %s".formatted(replicas, name));
  }

  private void tellMembers(int all) {
    ClusterMember serving = member;
    if (serving != null && serving.members() != members) {
      members = serving.members();
      say.accept("%d of %d members".formatted(members, Math.max(all, members)));
    }
  }

  /// Takes part until it is told to stop.
  ///
  /// @param stopped by whom it is told
  /// @param all how many members there are to be
  /// @return whether it was; else no member answers any more
  /// @throws InterruptedException if the thread is interrupted
  public boolean untilStopped(CountDownLatch stopped, int all) throws InterruptedException {
    while (!stopped.await(1, TimeUnit.SECONDS)) {
      tellMembers(all);
      HazelcastCluster connected = client;
      if (connected != null && !connected.isOpen()) {
        say.accept("no member has answered for 30 s");
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
    if (client != null) {
      client.close();
    }
    if (member != null) {
      member.close();
    }
  }
}
