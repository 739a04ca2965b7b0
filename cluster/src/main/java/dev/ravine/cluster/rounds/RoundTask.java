package dev.ravine.cluster.rounds;

import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.FloatArrays;
import dev.ravine.cluster.wire.StepperStates;
import dev.ravine.optim.StepperState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// What a replica is to do in a round, beside the parameters of all. With those it says all that
/// the result depends on, so that anybody can do it, and twice.
///
/// @param replica its number, from 0
/// @param steps how many, 1 or more
/// @param taking how many replicas take part in the round
/// @param state of the replica
record RoundTask(int replica, int steps, int taking, State state) {

  /// What a replica keeps from round to round.
  ///
  /// @param drawn how many batches were drawn
  /// @param kept arrays by name; not to be written to
  /// @param rule what its own rule keeps, if it has one
  record State(long drawn, Map<String, float[]> kept, Optional<StepperState> rule) {

    void write(DataOutput out) throws IOException {
      out.writeLong(drawn);
      Fields.writeMap(kept, Fields::writeText, FloatArrays::write, out);
      Fields.writeOptional(rule, StepperStates::write, out);
    }

    static State read(DataInput in) throws IOException {
      return new State(
          in.readLong(),
          Fields.readMap(Fields::readText, FloatArrays::read, in),
          Fields.readOptional(StepperStates::read, in));
    }

    /// Whether both are the same, bit for bit.
    boolean isSame(State other) {
      return drawn == other.drawn
          && StepperStates.haveSameArrays(kept, other.kept)
          && rule.isPresent() == other.rule.isPresent()
          && (rule.isEmpty() || StepperStates.areSame(rule.get(), other.rule.orElseThrow()));
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(replica);
    out.writeInt(steps);
    out.writeInt(taking);
    state.write(out);
  }

  static RoundTask read(DataInput in) throws IOException {
    return new RoundTask(in.readInt(), in.readInt(), in.readInt(), State.read(in));
  }
}
