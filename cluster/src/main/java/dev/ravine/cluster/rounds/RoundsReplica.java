package dev.ravine.cluster.rounds;

import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.portions.BoardReplica;
import dev.ravine.cluster.portions.Pauses;
import dev.ravine.cluster.portions.PortionBoard;
import dev.ravine.cluster.portions.TakePortion;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Takes parts of rounds from a board; rather those of the replica that it was last.
public final class RoundsReplica implements BoardReplica {

  private final String name;
  private final RoundWork work;
  private final ShardCalls<PortionBoard> board;

  /// Before it works.
  ///
  /// @param name its own
  /// @param work how parts are done, which others may do as well
  /// @param board of the rounds
  public RoundsReplica(String name, RoundWork work, ShardCalls<PortionBoard> board) {
    this.name = name;
    this.work = work;
    this.board = board;
  }

  @Override
  public void run() throws InterruptedException {
    int preferred = -1;
    Optional<TakePortion.Result> result = Optional.empty();
    Pauses pauses = new Pauses();
    while (true) {
      TakePortion.Answer answer = ask(TakePortion.Purpose.WORK, preferred, result);
      result = Optional.empty();
      if (!answer.own()) {
        return;
      }
      if (answer.work().isPresent()) {
        TakePortion.Work told = answer.work().get();
        preferred = told.portion().number();
        result = Optional.of(new TakePortion.Result(told.portion(), 0, done(told)));
        pauses = new Pauses();
      } else {
        pauses.pause();
      }
    }
  }

  private byte[] done(TakePortion.Work told) throws InterruptedException {
    try {
      return work.run(told.common(), told.own());
    } catch (CancellationException e) {
      throw new InterruptedException(e.getMessage());
    }
  }

  @Override
  public boolean join() {
    return ask(TakePortion.Purpose.JOIN, -1, Optional.empty()).own();
  }

  @Override
  public Optional<Long> beat() {
    TakePortion.Answer answer = ask(TakePortion.Purpose.BEAT, -1, Optional.empty());
    return answer.own() ? Optional.of(answer.looks()) : Optional.empty();
  }

  private TakePortion.Answer ask(
      TakePortion.Purpose purpose, int preferred, Optional<TakePortion.Result> result) {
    return board.one(0, new TakePortion(name, purpose, preferred, result, 0));
  }

  @Override
  public void close() {}
}
