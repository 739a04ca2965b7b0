package dev.ravine.cluster.jobs;

import dev.ravine.cluster.wire.Fields;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.layout.ParameterLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.UUID;

/// A run that looks for workers.
///
/// @param run its name, unlike that of any other run, and of the same after it was resumed
/// @param training a text that those who work together know how to read
/// @param fingerprint of what is trained, on which data: see [Fingerprint]
/// @param kind what there is to do
/// @param seats how many replicas it has room for
public record Job(String run, String training, String fingerprint, Kind kind, int seats) {

  /// A run whose name nobody has had.
  ///
  /// @param training what is learnt
  /// @param description of it, as text that those who work together know how to read
  /// @param method by whom
  /// @param kind what there is to do
  /// @param seats how many replicas it has room for
  static Job of(
      Training training, String description, TrainingMethod method, Kind kind, int seats) {
    ParameterLayout layout = new BatchGradient(training.objective(), new ThreadTeam(1)).layout();
    return new Job(
        UUID.randomUUID().toString(),
        description,
        Fingerprint.of(training, method, layout),
        kind,
        seats);
  }

  /// What there is to do for a job.
  public enum Kind {
    /// Replicas of a run.
    REPLICAS,
    /// Portions of evaluations, or of rounds.
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
