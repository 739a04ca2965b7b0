package dev.ravine.cluster.wire;

import dev.ravine.cluster.host.ShardOperation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How shards of one kind are written, and operations on them read. How an operation is written,
/// and its answer, the operation says itself.
///
/// @param <S> what a shard is
public interface Wire<S> {

  /// Writes a shard with all that it needs to go on elsewhere.
  ///
  /// @param shard nobody else touches it meanwhile
  /// @param out where to
  /// @throws IOException if it can't be written
  void writeShard(S shard, DataOutput out) throws IOException;

  /// Reads what [#writeShard] wrote.
  ///
  /// @param in where from
  /// @return a shard of its own
  /// @throws IOException if it can't be read
  S readShard(DataInput in) throws IOException;

  /// Reads what [ShardOperation#write] wrote.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read, or is no operation on such shards
  ShardOperation<S, ?> readOperation(DataInput in) throws IOException;
}
