package dev.ravine.cluster.jobs;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A run that looks for workers.
///
/// @param run its name, unlike that of any other run, and of the same after it was resumed
/// @param training a text that those who work together know how to read
/// @param fingerprint of what is trained, on which data: see [Fingerprint]
/// @param kind what there is to do
/// @param seats how many replicas it has room for
public record Job(String run, String training, String fingerprint, Kind kind, int seats) {

  /// What there is to do for a job.
  public enum Kind {
    /// Replicas of a run.
    REPLICAS,
    /// Portions of an objective.
    PORTIONS,
    /// All steps of a run.
    RUN
  }

  /// Writes it.
  ///
  /// @param out where to
  /// @throws IOException if it can't be written
  public void write(DataOutput out) throws IOException {
    Fields.writeText(run, out);
    Fields.writeText(training, out);
    Fields.writeText(fingerprint, out);
    Fields.writeName(kind, out);
    out.writeInt(seats);
  }

  /// Reads what [#write] wrote.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  public static Job read(DataInput in) throws IOException {
    return new Job(
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readName(Kind.class, in),
        in.readInt());
  }
}
