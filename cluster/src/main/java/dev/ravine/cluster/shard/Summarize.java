package dev.ravine.cluster.shard;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Asks what a shard has done.
public record Summarize() implements ShardOperation<Shard, Summarize.Summary> {

  /// What it has done.
  ///
  /// @param version how many gradients were applied
  /// @param updates how many updates its optimizer made
  /// @param pushes how many gradients of each replica were applied
  /// @param staleness how often a gradient was how stale
  /// @param overflow why no further update is of use, if so: parameters or slots that are not
  ///   finite
  public record Summary(
      long version,
      long updates,
      Map<Long, Long> pushes,
      Map<Long, Long> staleness,
      Optional<String> overflow) {

    /// Copies the counts.
    public Summary {
      pushes = Map.copyOf(pushes);
      staleness = Map.copyOf(staleness);
    }
  }

  @Override
  public Summary applyTo(Shard shard) {
    return shard.summary();
  }

  @Override
  public Summarize copy() {
    return this;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(ShardWire.SUMMARIZE);
  }

  @Override
  public void writeResult(Summary summary, DataOutput out) throws IOException {
    out.writeLong(summary.version());
    out.writeLong(summary.updates());
    ShardWire.writeCounts(summary.pushes(), out);
    ShardWire.writeCounts(summary.staleness(), out);
    Fields.writeOptional(summary.overflow(), Fields::writeText, out);
  }

  @Override
  public Summary readResult(DataInput in) throws IOException {
    return new Summary(
        in.readLong(),
        in.readLong(),
        ShardWire.readCounts(in),
        ShardWire.readCounts(in),
        Fields.readOptional(Fields::readText, in));
  }
}
