package dev.ravine.cluster.rounds;

import dev.ravine.cluster.compression.Compression;
import java.util.List;

/// Has replicas do their parts of a round.
public sealed interface RoundExecutor extends AutoCloseable permits ReplicaThreads, RoundTasks {

  /// What was done.
  ///
  /// @param losses of the steps of each replica
  /// @param bytes how many were exchanged, or would be in other processes
  record Outcome(List<List<Double>> losses, long bytes) {}

  /// Has all of them done, and waits.
  ///
  /// @param parts what is to be done, each by another replica
  /// @param parameters of all
  /// @param compression of what is exchanged
  Outcome run(List<RoundPart> parts, float[] parameters, Compression compression);

  /// Ends all threads.
  @Override
  void close();
}
