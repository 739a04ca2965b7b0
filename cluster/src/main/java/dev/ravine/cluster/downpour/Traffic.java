package dev.ravine.cluster.downpour;

import dev.ravine.cluster.replica.Numbers;
import dev.ravine.cluster.replica.Replica;
import java.util.stream.Stream;

/// What replicas and shards have exchanged.
///
/// @param acknowledged pushes
/// @param stale how stale all gradients were, added
/// @param bytes both ways
public record Traffic(long acknowledged, long stale, long bytes) {

  /// Nothing.
  public static final Traffic NONE = new Traffic(0, 0, 0);

  /// That of one replica.
  ///
  /// @param replica that counts it
  public static Traffic of(Replica replica) {
    return new Traffic(replica.acknowledged(), replica.staleness(), replica.bytes());
  }

  /// Both together.
  ///
  /// @param other of other replicas
  public Traffic and(Traffic other) {
    return new Traffic(acknowledged + other.acknowledged, stale + other.stale, bytes + other.bytes);
  }

  /// The mean staleness of a gradient.
  double staleness() {
    return acknowledged == 0 ? 0 : (double) stale / acknowledged;
  }

  static Traffic parse(String text) {
    long[] numbers = Numbers.parts(text).mapToLong(Long::parseLong).toArray();
    return new Traffic(numbers[0], numbers[1], numbers[2]);
  }

  @Override
  public String toString() {
    return Numbers.text(Stream.of(acknowledged, stale, bytes));
  }
}
