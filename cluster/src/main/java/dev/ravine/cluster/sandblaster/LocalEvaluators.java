package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.portions.Portion;
import dev.ravine.cluster.portions.PortionWork;
import dev.ravine.optim.minimize.FiniteSum;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Replicas at the desks of a workplace, whose coordinator gives them portions itself.
public final class LocalEvaluators implements Evaluators {

  private final List<? extends FiniteSum> objectives;
  private final Slices slices;
  private final int portions;
  private final Workplace workplace;
  private final PortionWork work;
  private final Deque<Consumer<Portion>> free = new ArrayDeque<>();
  private final List<PortionReplica> replicas = new ArrayList<>();

  /// Before they begin.
  ///
  /// @param objectives the same sum for each replica, which evaluates it on its own
  /// @param shards into how many vectors are cut
  /// @param portions into how many the sum is cut; at most as many as it has parts
  /// @param workplace where they are
  public LocalEvaluators(
      List<? extends FiniteSum> objectives, int shards, int portions, Workplace workplace) {
    this.objectives = List.copyOf(objectives);
    this.portions = portions;
    this.workplace = workplace;
    slices = new Slices(objectives.getFirst().dimension(), shards);
    work = new PortionWork(portions, objectives.size(), true);
  }

  private void begin(int number) {
    Workplace.Desk desk = workplace.desk(number, () -> begin(number));
    PortionReplica replica =
        new PortionReplica(
            objectives.get(number),
            slices,
            portions,
            workplace.client(desk.host(), slices.shards(), desk.own()),
            new PortionReplica.Source(
                then ->
                    workplace.tell(
                        () -> take(portion -> desk.own().execute(() -> then.accept(portion)))),
                (portion, value) -> workplace.tell(() -> done(portion, value))),
            desk.computing());
    replicas.add(replica);
    desk.own().execute(replica::free);
  }

  private void take(Consumer<Portion> then) {
    free.add(then);
    giveToAll();
  }

  private void done(Portion portion, double value) {
    work.done(portion, value);
    giveToAll();
  }

  private void giveToAll() {
    while (!free.isEmpty()) {
      Optional<Portion> portion = work.next(-1);
      if (portion.isEmpty()) {
        return;
      }
      free.remove().accept(portion.get());
    }
  }

  @Override
  public double evaluate(long number) {
    if (replicas.isEmpty()) {
      IntStream.range(0, objectives.size()).forEach(this::begin);
    }
    work.begin(number);
    giveToAll();
    workplace.until(work::isComplete);
    return work.value();
  }

  @Override
  public Counts counts() {
    return new Counts(
        work.completed(),
        work.again(),
        replicas.stream().mapToLong(PortionReplica::exchanged).sum());
  }

  /// They are the workplace's.
  @Override
  public void close() {}
}
