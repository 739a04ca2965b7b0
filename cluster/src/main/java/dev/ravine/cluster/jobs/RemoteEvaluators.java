package dev.ravine.cluster.jobs;

import dev.ravine.cluster.portions.BeginEvaluation;
import dev.ravine.cluster.portions.LookAtPortions;
import dev.ravine.cluster.portions.PortionBoard;
import dev.ravine.cluster.sandblaster.Evaluators;

/// Workers that evaluate portions of an objective. Whoever has nothing else to do repeats what the
/// slowest has.
final class RemoteEvaluators implements Evaluators {

  private final RemotePortions remote;
  private final PortionBoard board;
  private boolean begun;
  private Counts counts = new Counts(0, 0, 0);

  /// @param remote before its run is published; is closed with this
  /// @param portions of an evaluation
  /// @param seats how many workers there may be
  RemoteEvaluators(RemotePortions remote, int portions, int seats) {
    this.remote = remote;
    board = new PortionBoard(portions, seats, true);
  }

  @Override
  public double evaluate(long number) {
    if (!begun) {
      begun = true;
      remote.begin(board);
    }
    LookAtPortions.Progress done = remote.run(new BeginEvaluation(number));
    counts = new Counts(done.completed(), done.again(), done.exchanged());
    return done.value();
  }

  @Override
  public Counts counts() {
    return counts;
  }

  @Override
  public void close() {
    remote.close();
  }
}
