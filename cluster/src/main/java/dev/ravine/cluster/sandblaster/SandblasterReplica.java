package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardClient;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.portions.BoardReplica;
import dev.ravine.cluster.portions.Pauses;
import dev.ravine.cluster.portions.Portion;
import dev.ravine.cluster.portions.PortionBoard;
import dev.ravine.cluster.portions.TakePortion;
import dev.ravine.optim.minimize.FiniteSum;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// A replica on a thread of its own that takes portions from a board.
public final class SandblasterReplica implements BoardReplica {

  private final String name;
  private final ShardCalls<PortionBoard> board;
  private final PortionReplica replica;
  private final ShardHost<VectorShard> vectors;
  private final BlockingQueue<Runnable> own = new LinkedBlockingQueue<>();
  private Optional<Consumer<Portion>> free = Optional.empty();
  private Optional<TakePortion.Result> result = Optional.empty();

  /// Before it works.
  ///
  /// @param name its own
  /// @param objective its own copy of the sum
  /// @param shards into how many vectors are cut
  /// @param portions into how many the sum is cut
  /// @param vectors where those lie; is closed with the replica
  /// @param board of the portions
  public SandblasterReplica(
      String name,
      FiniteSum objective,
      int shards,
      int portions,
      ShardHost<VectorShard> vectors,
      ShardCalls<PortionBoard> board) {
    this.name = name;
    this.board = board;
    this.vectors = vectors;
    replica =
        new PortionReplica(
            objective,
            new Slices(objective.dimension(), shards),
            portions,
            new ShardClient<>(vectors, shards, own::add, SandblasterReplica::lose),
            new PortionReplica.Source(
                then -> free = Optional.of(then),
                (portion, value) ->
                    result = Optional.of(new TakePortion.Result(portion, value, new byte[0]))),
            Runnable::run);
  }

  private static void lose(String reason) {
    throw new ShardsLostException(reason);
  }

  @Override
  public void run() throws InterruptedException {
    replica.free();
    Pauses pauses = new Pauses();
    while (true) {
      if (free.isEmpty()) {
        own.take().run();
        continue;
      }
      TakePortion.Answer answer = ask(TakePortion.Purpose.WORK, result);
      result = Optional.empty();
      if (!answer.own()) {
        return;
      }
      if (answer.work().isPresent()) {
        Consumer<Portion> then = free.get();
        free = Optional.empty();
        then.accept(answer.work().get().portion());
        pauses = new Pauses();
      } else {
        pauses.pause();
      }
    }
  }

  @Override
  public boolean join() {
    return ask(TakePortion.Purpose.JOIN, Optional.empty()).own();
  }

  @Override
  public Optional<Long> beat() {
    TakePortion.Answer answer = ask(TakePortion.Purpose.BEAT, Optional.empty());
    return answer.own() ? Optional.of(answer.looks()) : Optional.empty();
  }

  private TakePortion.Answer ask(
      TakePortion.Purpose purpose, Optional<TakePortion.Result> brought) {
    return board.one(0, new TakePortion(name, purpose, -1, brought, replica.exchanged()));
  }

  @Override
  public void close() {
    vectors.close();
  }
}
