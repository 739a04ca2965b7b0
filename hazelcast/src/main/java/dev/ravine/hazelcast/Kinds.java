package dev.ravine.hazelcast;

import dev.ravine.cluster.desk.DeskWire;
import dev.ravine.cluster.ledger.LedgerWire;
import dev.ravine.cluster.portions.BoardWire;
import dev.ravine.cluster.sandblaster.VectorWire;
import dev.ravine.cluster.shard.ShardWire;
import dev.ravine.cluster.wire.ShardKind;
import java.io.IOException;
import java.util.List;

/// The kinds of shards that members keep.
final class Kinds {

  static final List<ShardKind<?>> ALL =
      List.of(ShardWire.KIND, LedgerWire.KIND, VectorWire.KIND, BoardWire.KIND, DeskWire.KIND);

  private Kinds() {}

  /// A kind by its name.
  ///
  /// @throws IOException if members keep none such
  static ShardKind<?> of(String name) throws IOException {
    for (ShardKind<?> kind : ALL) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw new IOException("members keep no shards of kind " + name);
  }
}
