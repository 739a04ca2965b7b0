package dev.ravine.cluster.rounds;

import java.util.List;

/// What one replica is to do in a round.
///
/// @param number of the replica, from 0
/// @param replica which
/// @param steps how many, 1 or more
/// @param taking how many replicas take part in the round
record RoundPart(int number, RoundReplica replica, int steps, int taking) {

  /// Does it here.
  ///
  /// @param parameters of all
  /// @return the loss of each step
  List<Double> run(float[] parameters) {
    return replica.run(parameters, steps, taking);
  }

  /// The same for others to do.
  RoundTask task() {
    return new RoundTask(number, steps, taking, replica.state());
  }
}
