package dev.ravine.hazelcast;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/// Whether something listens where members should.
final class Reachable {

  private static final int TIMEOUT_MILLIS = 2000;

  private Reachable() {}

  static boolean any(List<Address> members) {
    return members.stream().anyMatch(Reachable::is);
  }

  static boolean is(Address member) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(member.host(), member.port()), TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
