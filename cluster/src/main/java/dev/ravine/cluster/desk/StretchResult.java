package dev.ravine.cluster.desk;

import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.FloatArrays;
import dev.ravine.cluster.wire.StepperStates;
import dev.ravine.optim.StepperState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Steps that were done.
///
/// @param number of their stretch
/// @param losses of the steps, in order: fewer than asked for if the run diverged
/// @param parameters after them; not to be written to
/// @param rule what the optimizer keeps then
/// @param gradients how many were computed
/// @param gradientNanos the time for batches and their gradients
/// @param updateNanos the time for the optimizer alone
/// @param diverged why no further step can be done, if so
/// @param failure what went wrong, if it was not done
@SuppressWarnings("ArrayRecordComponent")
public record StretchResult(
    long number,
    List<Double> losses,
    float[] parameters,
    StepperState rule,
    long gradients,
    long gradientNanos,
    long updateNanos,
    Optional<String> diverged,
    Optional<String> failure) {

  /// Copies the list.
  public StretchResult {
    losses = List.copyOf(losses);
  }

  /// A stretch that can't be done.
  ///
  /// @param stretch which
  /// @param failure why
  public static StretchResult failed(Stretch stretch, String failure) {
    return new StretchResult(
        stretch.number(),
        List.of(),
        new float[0],
        stretch.rule(),
        0,
        0,
        0,
        Optional.empty(),
        Optional.of(failure));
  }

  /// Writes it.
  ///
  /// @param out where to
  /// @throws IOException if it can't be written
  void write(DataOutput out) throws IOException {
    out.writeLong(number);
    Fields.writeAll(losses, (loss, to) -> to.writeDouble(loss), out);
    FloatArrays.write(parameters, out);
    StepperStates.write(rule, out);
    out.writeLong(gradients);
    out.writeLong(gradientNanos);
    out.writeLong(updateNanos);
    Fields.writeOptional(diverged, Fields::writeText, out);
    Fields.writeOptional(failure, Fields::writeText, out);
  }

  /// Reads what [#write] wrote.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  static StretchResult read(DataInput in) throws IOException {
    return new StretchResult(
        in.readLong(),
        Fields.readAll(DataInput::readDouble, in),
        FloatArrays.read(in),
        StepperStates.read(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in));
  }
}
