package dev.ravine.cli.option;

import dev.ravine.hazelcast.Address;
import dev.ravine.hazelcast.ClusterName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which cluster, and where its members are.
public final class ClusterOptions {

  /// What it says of members that come and go, commands say in one line.
  private static final Logger ENGINE = Logger.getLogger("com.hazelcast");

  private static final String SECRET = "RAVINE_CLUSTER_SECRET";

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description =
          "Have nodes with --work do the runs, or be the replicas of each, with a --method.")
  private @Nullable String cluster;

  @Option(
      names = "--members",
      paramLabel = "HOST:PORT,...",
      description = "Where the cluster's members listen (default: 127.0.0.1:5701).")
  private @Nullable String members;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "A file with what all who belong to the cluster know (default: the environment's "
              + SECRET
              + ").")
  private @Nullable Path secretFile;

  /// Nothing given.
  public ClusterOptions() {
    ENGINE.setLevel(Level.OFF);
  }

  /// The cluster that was asked for.
  ///
  /// @throws IllegalArgumentException if other options need one
  public Optional<ClusterName> name() {
    if (cluster == null) {
      if (members != null || secretFile != null) {
        throw new IllegalArgumentException(
            "--members and --secret-file must come with --cluster NAME");
      }
      return Optional.empty();
    }
    return Optional.of(new ClusterName(cluster, secret()));
  }

  /// The cluster that was asked for, or another.
  ///
  /// @param usual its name
  /// @throws IllegalArgumentException if other options need one
  public ClusterName nameOr(String usual) {
    return name().orElseGet(() -> new ClusterName(usual, secret()));
  }

  private String secret() {
    if (secretFile == null) {
      return Optional.ofNullable(System.getenv(SECRET)).orElse("").strip();
    }
    try {
      return Files.readString(secretFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("--secret-file can't be read: " + e.getMessage(), e);
    }
  }

  /// Where members listen.
  public List<Address> members() {
    return members == null ? List.of(Address.loopback()) : Address.list(members);
  }

  /// Where members listen, if it was given.
  public Optional<List<Address>> givenMembers() {
    return Optional.ofNullable(members).map(Address::list);
  }
}
