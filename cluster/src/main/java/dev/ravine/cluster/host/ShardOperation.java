package dev.ravine.cluster.host;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What is done to a shard where it lies. It depends on the shard and on itself alone, so that a
/// copy of the shard may do it again. It says how it is written for other processes, and how its
/// answer is.
///
/// @param <S> the type of the shard
/// @param <R> what it gives
public interface ShardOperation<S, R> {

  /// Does it.
  ///
  /// @param shard nobody else touches it meanwhile
  R applyTo(S shard);

  /// The same with arrays of its own, for hosts that do it later, or more than once.
  ShardOperation<S, R> copy();

  /// Writes it: first which of the shard's operations it is.
  ///
  /// @param out where to
  /// @throws IOException if it can't be written
  void write(DataOutput out) throws IOException;

  /// Writes an answer.
  ///
  /// @param result of [#applyTo]
  /// @param out where to
  /// @throws IOException if it can't be written
  void writeResult(R result, DataOutput out) throws IOException;

  /// Reads an answer to this operation.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  R readResult(DataInput in) throws IOException;
}
