package dev.ravine.hazelcast;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Members in this process, on free ports.
final class Members implements AutoCloseable {

  static final ClusterName NAME = new ClusterName("test", "a secret");
  static final String VERSION = "1.0";

  private static final Logger ENGINE = Logger.getLogger("com.hazelcast");

  static {
    ENGINE.setLevel(Level.OFF);
  }

  private final List<Address> addresses;
  private final List<ClusterMember> members = new ArrayList<>();

  Members(int count) {
    addresses = free(count);
    addresses.forEach(
        address -> members.add(ClusterMember.start(NAME, address, addresses, VERSION)));
  }

  static List<Address> free(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Address> free =
          sockets.stream().map(socket -> new Address("127.0.0.1", socket.getLocalPort())).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return free;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Address> addresses() {
    return addresses;
  }

  ClusterMember member(int number) {
    return members.get(number);
  }

  HazelcastCluster client() {
    return HazelcastCluster.connect(NAME, addresses, VERSION);
  }

  /// Ends a member as if it were killed.
  void kill(int number) {
    member(number).instance().getLifecycleService().terminate();
  }

  /// Starts a member that knows nothing in the place of one that was killed.
  void restart(int number) {
    members.set(number, ClusterMember.start(NAME, addresses.get(number), addresses, VERSION));
  }

  @Override
  public void close() {
    members.forEach(member -> member.instance().getLifecycleService().terminate());
  }
}
