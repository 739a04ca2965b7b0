package dev.ravine.cluster.shard;

import dev.ravine.cluster.compression.NumberFormat;
import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.FloatArrays;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Asks for a shard's parameters.
public final class Read implements ShardOperation<Shard, Content> {

  private final boolean forEvaluation;
  private final NumberFormat format;
  private final float[] into;

  /// A question.
  ///
  /// @param forEvaluation whether those to evaluate with, which some recipes keep apart
  /// @param format what they are rounded to
  /// @param into as long as the shard; takes the answer, and belongs to the host until it answers
  public Read(boolean forEvaluation, NumberFormat format, float[] into) {
    this.forEvaluation = forEvaluation;
    this.format = format;
    this.into = into;
  }

  /// Asks for all bits.
  ///
  /// @param forEvaluation whether those to evaluate with, which some recipes keep apart
  /// @param into as long as the shard; takes the answer, and belongs to the host until it answers
  public Read(boolean forEvaluation, float[] into) {
    this(forEvaluation, NumberFormat.FLOAT32, into);
  }

  @Override
  public Content applyTo(Shard shard) {
    Content content = shard.read(forEvaluation, into);
    format.round(into);
    return content;
  }

  @Override
  public Read copy() {
    return new Read(forEvaluation, format, new float[into.length]);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(ShardWire.READ);
    out.writeBoolean(forEvaluation);
    Fields.writeName(format, out);
    out.writeInt(into.length);
  }

  static Read read(DataInput in) throws IOException {
    boolean forEvaluation = in.readBoolean();
    NumberFormat format = Fields.readName(NumberFormat.class, in);
    return new Read(forEvaluation, format, new float[in.readInt()]);
  }

  @Override
  public void writeResult(Content content, DataOutput out) throws IOException {
    out.writeLong(content.version());
    FloatArrays.write(content.weights(), out);
  }

  @Override
  public Content readResult(DataInput in) throws IOException {
    long version = in.readLong();
    FloatArrays.read(in, into);
    return new Content(version, into);
  }
}
