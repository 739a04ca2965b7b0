package dev.ravine.hazelcast;

import dev.ravine.cluster.jobs.LedgerWire;
import dev.ravine.cluster.sandblaster.VectorWire;
import dev.ravine.cluster.shard.ShardWire;
import dev.ravine.cluster.wire.Wire;

/// The kinds of shards that members keep.
enum Kind {
  PARAMETERS,
  LEDGER,
  VECTORS;

  Wire<?> wire() {
    return switch (this) {
      case PARAMETERS -> new ShardWire();
      case LEDGER -> new LedgerWire();
      case VECTORS -> new VectorWire();
    };
  }
}
