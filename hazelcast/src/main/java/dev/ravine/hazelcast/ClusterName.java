package dev.ravine.hazelcast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Which cluster: its name and what all who belong to it know. The secret keeps strangers'
/// processes out by accident, not by force: traffic is neither encrypted nor authenticated.
///
/// @param name for people: letters, digits, `-` and `_`
/// @param secret empty: none
public record ClusterName(String name, String secret) {

  private static final int FINGERPRINT_BYTES = 8;

  /// Checks the name.
  public ClusterName {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "a cluster's name must be 1 … 64 letters, digits, - and _, was " + name);
    }
  }

  /// What members and clients call it: with a fingerprint of the secret.
  String full() {
    return "ravine-%s-%s".formatted(name, fingerprint());
  }

  private String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("ravine cluster " + secret).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The secret is not shown.
  @Override
  public String toString() {
    return name;
  }
}
