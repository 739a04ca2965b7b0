package dev.ravine.cluster.wire;

/// What shards are: parameters, a ledger … Each kind has a place of its own in a cluster.
///
/// @param name unlike that of any other kind
/// @param wire how such shards are written
/// @param <S> what a shard is
public record ShardKind<S>(String name, Wire<S> wire) {

  @Override
  public String toString() {
    return name;
  }
}
