package dev.ravine.cluster.wire;

import dev.ravine.optim.Change;
import dev.ravine.optim.StepperState;
import dev.ravine.optim.recipe.RecipeParser;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/// What an optimizer at work keeps.
public final class StepperStates {

  private StepperStates() {}

  /// Whether both are the same, bit for bit.
  public static boolean areSame(StepperState one, StepperState other) {
    return one.steps() == other.steps()
        && one.scalars().equals(other.scalars())
        && one.changes().equals(other.changes())
        && haveSameArrays(one.slots(), other.slots());
  }

  /// Whether both have the same names, and the same numbers under each.
  public static boolean haveSameArrays(Map<String, float[]> some, Map<String, float[]> others) {
    return some.keySet().equals(others.keySet())
        && some.entrySet().stream()
            .allMatch(array -> Arrays.equals(array.getValue(), others.get(array.getKey())));
  }

  /// Writes a state.
  ///
  /// @param state all of it
  /// @param out where to
  /// @throws IOException if it can't be written
  public static void write(StepperState state, DataOutput out) throws IOException {
    out.writeLong(state.steps());
    Fields.writeMap(state.slots(), Fields::writeText, FloatArrays::write, out);
    Fields.writeMap(state.scalars(), Fields::writeText, (x, to) -> to.writeDouble(x), out);
    Fields.writeAll(state.changes(), StepperStates::writeChange, out);
  }

  private static void writeChange(Change change, DataOutput out) throws IOException {
    out.writeLong(change.k());
    Fields.writeText(change.name(), out);
    Fields.writeText(change.value().toString(), out);
  }

  /// Reads a state.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  public static StepperState read(DataInput in) throws IOException {
    return new StepperState(
        in.readLong(),
        Fields.readMap(Fields::readText, FloatArrays::read, in),
        Fields.readMap(Fields::readText, DataInput::readDouble, in),
        Fields.readAll(StepperStates::readChange, in));
  }

  private static Change readChange(DataInput in) throws IOException {
    return new Change(
        in.readLong(), Fields.readText(in), new RecipeParser(Fields.readText(in)).schedule());
  }
}
