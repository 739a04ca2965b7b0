package dev.ravine.cluster.jobs;

import dev.ravine.nn.train.Training;

/// Makes a training of a job's text.
@FunctionalInterface
public interface TrainingReader {

  /// Reads a training, with its data.
  ///
  /// @param description as the coordinator wrote it; see [ClusterDownpour]
  /// @throws IllegalArgumentException if it is none, or its data is not here
  Training read(String description);
}
