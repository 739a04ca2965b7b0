package dev.ravine.cluster.desk;

import dev.ravine.cluster.wire.FloatArrays;
import dev.ravine.cluster.wire.StepperStates;
import dev.ravine.optim.StepperState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Steps that are to be done.
///
/// @param number larger than that of stretches before
/// @param done how many steps of the run were done before
/// @param steps how many are to be done, 1 or more
/// @param parameters before them; not to be written to
/// @param rule what the optimizer keeps then
@SuppressWarnings("ArrayRecordComponent")
public record Stretch(long number, long done, long steps, float[] parameters, StepperState rule) {

  /// Writes it.
  ///
  /// @param out where to
  /// @throws IOException if it can't be written
  void write(DataOutput out) throws IOException {
    out.writeLong(number);
    out.writeLong(done);
    out.writeLong(steps);
    FloatArrays.write(parameters, out);
    StepperStates.write(rule, out);
  }

  /// Reads what [#write] wrote.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  static Stretch read(DataInput in) throws IOException {
    return new Stretch(
        in.readLong(), in.readLong(), in.readLong(), FloatArrays.read(in), StepperStates.read(in));
  }
}
