package dev.ravine.hazelcast;

import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/// What of ours travels between processes: shards and operations, each by its number. No class is
/// loaded by a name that was received.
final class Serialization {

  static final int FACTORY = 7283;
  static final int SHARD = 1;
  static final int OPERATION = 2;

  private Serialization() {}

  /// Java's own serialization, which Hazelcast uses for what its operations throw, reads classes of
  /// the JDK and of Hazelcast alone.
  static SerializationConfig config() {
    SerializationConfig config = new SerializationConfig();
    config.addDataSerializableFactory(FACTORY, new Types());
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true);
    filter.getWhitelist().addPrefixes("java.", "com.hazelcast.", "[");
    config.setJavaSerializationFilterConfig(filter);
    return config;
  }

  private static final class Types implements DataSerializableFactory {

    @Override
    public IdentifiedDataSerializable create(int type) {
      return switch (type) {
        case SHARD -> new StoredShard<>();
        case OPERATION -> new ApplyOperation();
        default -> throw new IllegalArgumentException("there is no type " + type);
      };
    }
  }
}
