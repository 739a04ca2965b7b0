/// Shards of a training on several machines, kept by Hazelcast.
module dev.ravine.hazelcast {
  requires static org.jspecify;
  requires transitive dev.ravine.cluster;
  requires com.hazelcast.core;
  requires java.logging;

  exports dev.ravine.hazelcast;
}
