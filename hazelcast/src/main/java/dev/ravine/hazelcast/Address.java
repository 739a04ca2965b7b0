package dev.ravine.hazelcast;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Where a member listens.
///
/// @param host a name or an address
/// @param port 1 … 65535
public record Address(String host, int port) {

  /// The port that members listen on, if none is given.
  public static final int USUAL_PORT = 5701;

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MOST = 65_535;

  /// Checks the port.
  public Address {
    if (port < 1 || port > MOST) {
      throw new IllegalArgumentException(
          "the port of %s must be in 1 … %d, was %d".formatted(host, MOST, port));
    }
  }

  /// This machine alone.
  public static Address loopback() {
    return new Address(LOOPBACK, USUAL_PORT);
  }

  /// Reads `HOST:PORT`, `HOST` or `:PORT`.
  ///
  /// @param text as people write it
  /// @throws IllegalArgumentException if it is none
  public static Address parse(String text) {
    String whole = text.strip();
    int colon = whole.lastIndexOf(':');
    String host = colon < 0 ? whole : whole.substring(0, colon);
    try {
      int port = colon < 0 ? USUAL_PORT : Integer.parseInt(whole.substring(colon + 1));
      return new Address(host.isEmpty() ? LOOPBACK : host, port);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "an address must be HOST:PORT, as 10.0.0.5:5701, was " + text, e);
    }
  }

  /// Reads several, separated by commas.
  ///
  /// @param text as people write them
  /// @throws IllegalArgumentException if one is none
  public static List<Address> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(Address::parse).toList();
  }

  /// The host's number on this network.
  ///
  /// @throws IllegalArgumentException if its name is not known
  String resolved() {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("the host of %s is not known".formatted(this), e);
    }
  }

  /// Whether no other machine can reach it.
  public boolean isLoopback() {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
