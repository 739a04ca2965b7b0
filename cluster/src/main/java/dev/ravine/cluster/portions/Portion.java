package dev.ravine.cluster.portions;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A piece of work: the gradient of some of the objective's parts at the place that an evaluation
/// looks at.
///
/// @param evaluation its number
/// @param number of the portion, from 0
public record Portion(long evaluation, int number) {

  void write(DataOutput out) throws IOException {
    out.writeLong(evaluation);
    out.writeInt(number);
  }

  static Portion read(DataInput in) throws IOException {
    return new Portion(in.readLong(), in.readInt());
  }
}
