package dev.ravine.cluster.rounds;

import dev.ravine.cluster.replica.Numbers;
import dev.ravine.cluster.replica.Parts;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.StepCost;
import dev.ravine.nn.train.StepMeter;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Change;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.StepperState;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Learns by rounds: replicas learn on their own, and then all wait for each other. The same bits
/// however fast each is. A step is one of any replica; a round is done when its first step is asked
/// for, and ends with an epoch at the latest.
public final class RoundsLearner implements Learner {

  private static final String DRAWN = "drawn";
  private static final String UNTOLD = "lossesUntold";
  private static final String EXCHANGED = "exchanged";
  private static final String OUTER = "outer ";

  private final RoundsPlan plan;
  private final String method;
  private final List<RoundReplica> replicas;
  private final Stepper outer;
  private final float[] parameters;
  private final float[] mean;
  private final RoundExecutor executor;
  private final StepMeter meter = new StepMeter();
  private final Deque<Double> untold = new ArrayDeque<>();
  private final List<Change> changes = new ArrayList<>();

  /// The time of the last round, shared out among its steps.
  private long nanosOfStep;

  private long gradients;
  private long rounds;
  private long bytes;

  /// Before the first step.
  ///
  /// @param method what it is called
  /// @param plan of the rounds
  /// @param executor of what replicas do
  public RoundsLearner(String method, RoundsPlan plan, RoundExecutor executor) {
    this.plan = plan;
    this.method = method;
    Parts parts = new Parts(plan.training().objective(), plan.replicas());
    List<BatchGradient> batches =
        IntStream.range(0, plan.replicas()).mapToObj(parts::batches).toList();
    replicas = batches.stream().map(plan::replica).toList();
    parameters = batches.getFirst().initial();
    mean = new float[parameters.length];
    outer = plan.beginOuter(batches.getFirst().layout());
    this.executor = executor;
  }

  @Override
  public Optional<String> run(long step, TrainingListener listener) {
    if (untold.isEmpty()) {
      long begun = System.nanoTime();
      long perEpoch = plan.training().stepsPerEpoch();
      long left = perEpoch - (step - 1) % perEpoch;
      round((int) Math.min(left, (long) plan.replicas() * plan.every()));
      nanosOfStep = (System.nanoTime() - begun) / untold.size();
    }
    double loss = untold.remove();
    gradients++;
    meter.add(nanosOfStep, 0);
    listener.onStep(step, loss);
    return Double.isFinite(loss) ? Optional.empty() : Optional.of("the loss was " + loss);
  }

  /// Losses are told in the order of steps, and of replicas in each.
  private void round(int steps) {
    List<RoundPart> parts = new ArrayList<>();
    int most = Math.min(steps, replicas.size());
    for (int r = 0; r < replicas.size(); r++) {
      int own = steps / replicas.size() + (takesRest(r, steps % replicas.size()) ? 1 : 0);
      if (own > 0) {
        parts.add(new RoundPart(r, replicas.get(r), own, most));
      }
    }
    RoundExecutor.Outcome done = executor.run(parts, parameters, plan.compression());
    List<List<Double>> losses = done.losses();
    int longest = losses.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (List<Double> ofReplica : losses) {
        if (i < ofReplica.size()) {
          untold.add(ofReplica.get(i));
        }
      }
    }
    if (untold.stream().allMatch(Double::isFinite)) {
      meet(parts.stream().map(RoundPart::replica).toList());
      bytes += done.bytes();
    }
  }

  /// Steps that can't be shared out evenly are of other replicas in each round.
  private boolean takesRest(int replica, int rest) {
    return (replica + rounds) % replicas.size() < rest;
  }

  private void meet(List<RoundReplica> taking) {
    float share = 1f / taking.size();
    System.arraycopy(taking.getFirst().contribution(), 0, mean, 0, mean.length);
    for (RoundReplica replica : taking.subList(1, taking.size())) {
      float[] contribution = replica.contribution();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += contribution[i];
      }
    }
    if (taking.size() > 1) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] *= share;
      }
    }
    outer.stepConsuming(parameters, mean);
    rounds++;
  }

  @Override
  public Optional<String> divergence() {
    return outer
        .overflow()
        .or(() -> replicas.stream().flatMap(replica -> replica.overflow().stream()).findFirst())
        .or(() -> Learner.notFinite(parameters));
  }

  @Override
  public void observe(double validationLoss) {
    outer.observe(validationLoss);
    replicas.forEach(replica -> replica.observe(validationLoss));
  }

  @Override
  public void evaluationWeights(float[] weights) {
    outer.evaluationWeights(parameters, weights);
  }

  /// From the next round on: this one is done.
  @Override
  public void change(String name, Schedule value) {
    if (plan.inner().isEmpty()) {
      outer.change(name, value);
    } else {
      plan.inner().get().with(name, value);
      replicas.forEach(replica -> replica.change(name, value));
    }
    changes.add(new Change(updates(), name, value));
  }

  @Override
  public int changes() {
    return changes.size();
  }

  /// How many updates the rule of all made.
  @Override
  public long updates() {
    return outer.steps();
  }

  @Override
  public long gradients() {
    return gradients;
  }

  @Override
  public long nanos() {
    return meter.total();
  }

  @Override
  public StepCost cost() {
    return meter.cost();
  }

  @Override
  public ParameterLayout layout() {
    return outer.layout();
  }

  @Override
  public Checkpoint checkpoint() {
    Map<String, float[]> slots = new TreeMap<>();
    Map<String, Double> scalars = new TreeMap<>();
    put(OUTER, outer.state(), slots, scalars);
    for (int r = 0; r < replicas.size(); r++) {
      String of = prefix(r);
      replicas.get(r).kept().forEach((name, array) -> slots.put(of + name, array));
      replicas
          .get(r)
          .ofRule()
          .ifPresent(state -> {
            put(of, state, slots, scalars);
            scalars.put(of + "steps", (double) state.steps());
          });
    }
    StepperState all = new StepperState(outer.steps(), slots, scalars, changes);
    return Checkpoint.of(plan.training().optimizer(), layout(), parameters, all)
        .withNote(DRAWN, Numbers.text(replicas.stream().map(RoundReplica::drawn)))
        .withNote(UNTOLD, Numbers.text(untold.stream()))
        .withNote(EXCHANGED, Numbers.text(Stream.of(rounds, bytes)));
  }

  private static String prefix(int replica) {
    return "replica%d ".formatted(replica);
  }

  private static void put(
      String prefix, StepperState state, Map<String, float[]> slots, Map<String, Double> scalars) {
    state.slots().forEach((name, array) -> slots.put(prefix + "rule " + name, array));
    state.scalars().forEach((name, number) -> scalars.put(prefix + "rule " + name, number));
  }

  @Override
  public void resume(Checkpoint checkpoint, long steps) {
    StepperState all = checkpoint.state();
    System.arraycopy(checkpoint.theta(), 0, parameters, 0, parameters.length);
    List<Change> ofInner = plan.inner().isPresent() ? all.changes() : List.of();
    List<Change> ofOuter = plan.inner().isPresent() ? List.of() : all.changes();
    outer.restore(ofRule(OUTER, all, all.steps(), ofOuter));
    List<Long> drawn = Numbers.parts(checkpoint.note(DRAWN)).map(Long::valueOf).toList();
    for (int r = 0; r < replicas.size(); r++) {
      String of = prefix(r);
      Optional<StepperState> ofRule =
          Optional.ofNullable(all.scalars().get(of + "steps"))
              .map(count -> ofRule(of, all, count.longValue(), ofInner));
      Map<String, float[]> kept = starting(of, all.slots());
      replicas.get(r).restore(new RoundTask.State(drawn.get(r), kept, ofRule));
    }
    changes.addAll(all.changes());
    Numbers.parts(checkpoint.note(UNTOLD)).map(Double::valueOf).forEach(untold::add);
    List<Long> exchanged = Numbers.parts(checkpoint.note(EXCHANGED)).map(Long::valueOf).toList();
    rounds = exchanged.getFirst();
    bytes = exchanged.getLast();
  }

  private static StepperState ofRule(
      String prefix, StepperState all, long steps, List<Change> changes) {
    String of = prefix + "rule ";
    return new StepperState(steps, starting(of, all.slots()), starting(of, all.scalars()), changes);
  }

  private static <T> Map<String, T> starting(String prefix, Map<String, T> all) {
    Map<String, T> some = new TreeMap<>();
    all.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        some.put(name.substring(prefix.length()), value);
      }
    });
    return some;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("method", method);
    facts.put("replicas", Integer.toString(plan.replicas()));
    facts.put("rounds", Long.toString(rounds));
    facts.put("bytes", Long.toString(bytes));
    return facts;
  }

  @Override
  public void close() {
    executor.close();
  }
}
