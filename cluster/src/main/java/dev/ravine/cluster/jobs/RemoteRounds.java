package dev.ravine.cluster.jobs;

import dev.ravine.cluster.portions.BeginEvaluation;
import dev.ravine.cluster.portions.PortionBoard;
import dev.ravine.cluster.rounds.RoundTasks;
import java.util.List;

/// Workers that do what replicas do in a round.
final class RemoteRounds implements RoundTasks.Elsewhere {

  private final RemotePortions remote;
  private final int replicas;
  private long rounds;

  /// @param remote before its run is published; is closed with this
  /// @param replicas of the run, and how many workers there may be
  RemoteRounds(RemotePortions remote, int replicas) {
    this.remote = remote;
    this.replicas = replicas;
  }

  @Override
  public List<byte[]> run(byte[] parameters, List<byte[]> tasks) {
    if (rounds == 0) {
      remote.begin(new PortionBoard(replicas, replicas, false));
    }
    return remote.run(new BeginEvaluation(++rounds, parameters, tasks)).contents();
  }

  @Override
  public void close() {
    remote.close();
  }
}
