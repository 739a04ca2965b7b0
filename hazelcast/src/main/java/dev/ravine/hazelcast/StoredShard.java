package dev.ravine.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.ShardKind;
import dev.ravine.cluster.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A shard where it lies. It stays an object there, and is written when it moves to another member.
///
/// @param <S> what a shard is
final class StoredShard<S> implements IdentifiedDataSerializable {

  private @Nullable ShardKind<S> kind;
  private @Nullable S shard;

  /// To be read into.
  StoredShard() {}

  StoredShard(ShardKind<S> kind, S shard) {
    this.kind = kind;
    this.shard = shard;
  }

  private Wire<S> wire() {
    return Objects.requireNonNull(kind).wire();
  }

  /// Does an operation.
  ///
  /// @param operation as it was written
  /// @return the answer, written
  byte[] apply(byte[] operation) {
    return answer(Fields.value(operation, wire()::readOperation));
  }

  private <R> byte[] answer(ShardOperation<S, R> operation) {
    return Answer.done(operation.applyTo(Objects.requireNonNull(shard)), operation::writeResult);
  }

  @Override
  public int getFactoryId() {
    return Serialization.FACTORY;
  }

  @Override
  public int getClassId() {
    return Serialization.SHARD;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Fields.writeText(Objects.requireNonNull(kind).name(), out);
    wire().writeShard(Objects.requireNonNull(shard), out);
  }

  @SuppressWarnings("unchecked") // shards of a kind are of one type
  private ShardKind<S> kind(ObjectDataInput in) throws IOException {
    return (ShardKind<S>) Kinds.of(Fields.readText(in));
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    try {
      kind = kind(in);
      shard = wire().readShard(in);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
