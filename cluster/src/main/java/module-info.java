/// Training by several replicas whose parameters lie in shards.
module dev.ravine.cluster {
  requires static org.jspecify;
  requires transitive dev.ravine.nn;

  exports dev.ravine.cluster;
  exports dev.ravine.cluster.compression;
  exports dev.ravine.cluster.desk;
  exports dev.ravine.cluster.downpour;
  exports dev.ravine.cluster.host;
  exports dev.ravine.cluster.jobs;
  exports dev.ravine.cluster.ledger;
  exports dev.ravine.cluster.portions;
  exports dev.ravine.cluster.replica;
  exports dev.ravine.cluster.rounds;
  exports dev.ravine.cluster.sandblaster;
  exports dev.ravine.cluster.shard;
  exports dev.ravine.cluster.simulation;
  exports dev.ravine.cluster.wire;
}
