package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.ShardClient;
import dev.ravine.cluster.portions.Portion;
import dev.ravine.optim.minimize.FiniteSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Evaluates portions, one after the other: it fetches the place once for each evaluation, and
/// brings gradients to the shards. A state machine: all that it is told comes from its own
/// executor.
final class PortionReplica {

  /// Where portions come from, and where it is told that they are done.
  ///
  /// @param take is asked for one
  /// @param done is told of one, and the value of its parts
  record Source(Consumer<Consumer<Portion>> take, BiConsumer<Portion, Double> done) {}

  private final FiniteSum objective;
  private final Slices slices;
  private final int portions;
  private final ShardClient<VectorShard> shards;
  private final Source source;
  private final Executor computing;
  private final double[] point;
  private final double[] gradient;
  private final double[] one;
  private final List<double[]> parts;
  private final LongAdder exchanged = new LongAdder();
  private long fetched;

  /// Before it is free.
  ///
  /// @param objective its own copy of the sum
  /// @param slices how vectors are cut
  /// @param portions into how many the sum is cut
  /// @param shards where vectors lie
  /// @param source of work
  /// @param computing does an evaluation
  PortionReplica(
      FiniteSum objective,
      Slices slices,
      int portions,
      ShardClient<VectorShard> shards,
      Source source,
      Executor computing) {
    this.objective = objective;
    this.slices = slices;
    this.portions = portions;
    this.shards = shards;
    this.source = source;
    this.computing = computing;
    point = new double[slices.dimension()];
    gradient = new double[point.length];
    one = new double[point.length];
    parts = slices.stream().mapToObj(shard -> new double[slices.size(shard)]).toList();
  }

  /// It has nothing to do.
  void free() {
    source.take().accept(this::take);
  }

  private void take(Portion portion) {
    if (portion.evaluation() == fetched) {
      computing.execute(() -> evaluate(portion));
      return;
    }
    shards.askAll(
        shard -> new FetchPoint(portion.evaluation(), parts.get(shard)),
        answers -> fetched(portion, answers));
  }

  /// An evaluation that is over has been completed by others.
  private void fetched(Portion portion, List<Optional<double[]>> answers) {
    if (answers.stream().anyMatch(Optional::isEmpty)) {
      free();
      return;
    }
    List<double[]> slice = new ArrayList<>();
    answers.forEach(answer -> answer.ifPresent(slice::add));
    slices.join(slice, point);
    exchanged.add(point.length);
    fetched = portion.evaluation();
    computing.execute(() -> evaluate(portion));
  }

  private void evaluate(Portion portion) {
    int begin = first(portion.number());
    double value = objective.gradient(begin, point, gradient);
    for (int part = begin + 1; part < first(portion.number() + 1); part++) {
      value += objective.gradient(part, point, one);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += one[i];
      }
    }
    double sum = value;
    shards.askAll(
        shard -> {
          System.arraycopy(gradient, slices.from(shard), parts.get(shard), 0, slices.size(shard));
          return new AddPortion(portion.evaluation(), portion.number(), parts.get(shard));
        },
        answers -> {
          exchanged.add(gradient.length);
          source.done().accept(portion, sum);
          free();
        });
  }

  /// How many numbers were fetched and sent. For any thread.
  long exchanged() {
    return exchanged.sum();
  }

  /// The first part of a portion.
  private int first(int portion) {
    return (int) ((long) objective.parts() * portion / portions);
  }
}
