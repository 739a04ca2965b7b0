package dev.ravine.cluster;

import dev.ravine.cluster.replica.Numbers;
import dev.ravine.cluster.replica.Replica;
import java.util.stream.Stream;

/// What replicas and shards have exchanged.
///
/// @param acknowledged pushes
/// @param stale how stale all gradients were, added
/// @param bytes both ways
record Traffic(long acknowledged, long stale, long bytes) {

  static final Traffic NONE = new Traffic(0, 0, 0);

  /// With that of a replica.
  Traffic and(Replica replica) {
    return new Traffic(
        acknowledged + replica.acknowledged(),
        stale + replica.staleness(),
        bytes + replica.bytes());
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
