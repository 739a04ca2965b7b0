package dev.ravine.cluster.rounds;

import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.FloatArrays;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// What a replica has done in a round.
///
/// @param losses of the steps; a last one that is not finite ended the round
/// @param contribution to the mean of all; not to be written to
/// @param state of the replica then
@SuppressWarnings("ArrayRecordComponent")
record RoundResult(List<Double> losses, float[] contribution, RoundTask.State state) {

  RoundResult {
    losses = List.copyOf(losses);
  }

  void write(DataOutput out) throws IOException {
    Fields.writeAll(losses, (loss, to) -> to.writeDouble(loss), out);
    FloatArrays.write(contribution, out);
    state.write(out);
  }

  static RoundResult read(DataInput in) throws IOException {
    return new RoundResult(
        Fields.readAll(DataInput::readDouble, in), FloatArrays.read(in), RoundTask.State.read(in));
  }
}
