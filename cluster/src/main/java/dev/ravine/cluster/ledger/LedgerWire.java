package dev.ravine.cluster.ledger;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.ShardKind;
import dev.ravine.cluster.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How a [StepLedger] is written, and operations on it are read.
public final class LedgerWire implements Wire<StepLedger> {

  /// The ledger of a run whose replicas are elsewhere.
  public static final ShardKind<StepLedger> KIND = new ShardKind<>("ledger", new LedgerWire());

  static final byte JOIN = 1;
  static final byte DECLINE = 2;
  static final byte REPORT = 3;
  static final byte BEAT = 4;
  static final byte BEGIN = 5;
  static final byte LOOK = 6;
  static final byte EVICT = 7;
  static final byte RESIGN = 8;

  /// There is one way alone.
  public LedgerWire() {}

  @Override
  public void writeShard(StepLedger ledger, DataOutput out) throws IOException {
    ledger.write(out);
  }

  @Override
  public StepLedger readShard(DataInput in) throws IOException {
    return StepLedger.read(in);
  }

  @Override
  public ShardOperation<StepLedger, ?> readOperation(DataInput in) throws IOException {
    byte operation = in.readByte();
    return switch (operation) {
      case JOIN -> Join.read(in);
      case DECLINE -> Decline.read(in);
      case REPORT -> Report.read(in);
      case BEAT -> Beat.read(in);
      case BEGIN -> Begin.read(in);
      case LOOK -> Look.read(in);
      case EVICT -> Evict.read(in);
      case RESIGN -> Resign.read(in);
      default -> throw new IOException("ledgers have no operation " + operation);
    };
  }
}
