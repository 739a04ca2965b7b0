package dev.ravine.hazelcast;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;

/// Does an operation to a shard where it lies; each backup does the same. It carries the operation
/// as it was written, so that what one of them does to its arrays the others do not see.
final class ApplyOperation
    implements EntryProcessor<String, StoredShard<?>, byte[]>, IdentifiedDataSerializable {

  private static final long serialVersionUID = 1L;

  private byte[] operation = {};

  /// To be read into.
  ApplyOperation() {}

  ApplyOperation(byte[] operation) {
    this.operation = operation;
  }

  @Override
  public byte[] process(Map.Entry<String, StoredShard<?>> entry) {
    StoredShard<?> shard = entry.getValue();
    if (shard == null) {
      return Answer.missing();
    }
    try {
      byte[] answer = shard.apply(operation);
      // Without it there would be no backup.
      entry.setValue(shard);
      return answer;
    } catch (RuntimeException e) {
      return Answer.failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public int getFactoryId() {
    return Serialization.FACTORY;
  }

  @Override
  public int getClassId() {
    return Serialization.OPERATION;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeByteArray(operation);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    byte[] read = in.readByteArray();
    operation = read == null ? new byte[0] : read;
  }
}
