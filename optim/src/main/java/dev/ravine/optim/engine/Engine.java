package dev.ravine.optim.engine;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.Selection;
import dev.ravine.optim.stage.EvaluationWeights;
import dev.ravine.optim.stage.Probe;
import dev.ravine.optim.stage.Restricted;
import dev.ravine.optim.stage.Scalar;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Does the steps of one stepper: owns slots, numbers and the count of steps, to which it binds the
/// stages of a recipe. Sizes are the caller's to check.
public final class Engine {

  /// What happens to the caller's gradient.
  public enum GradientUse {
    /// Its array serves as scratch.
    CONSUMED,
    /// Afterwards it is as it was.
    RESTORED
  }

  private final ParameterLayout layout;
  private final ThreadTeam team;
  private final Memory memory;
  private final Clock clock = new Clock();
  private Bindings bindings;

  /// The stages of a recipe, bound to what this engine keeps.
  private record Bindings(
      PassRunner chain, Optional<PassRunner> probe, Optional<StageState> evaluated) {}

  /// At step 0.
  ///
  /// @param layout names the tensors in the vector
  /// @param team the threads that share the work of one step
  /// @param links the stages in execution order, without the probe
  /// @param probe what asks for the gradient elsewhere
  /// @throws IllegalArgumentException as in [#bind]
  public Engine(
      ParameterLayout layout, ThreadTeam team, List<Restricted> links, Optional<Probe> probe) {
    this.layout = layout;
    this.team = team;
    memory = new Memory(layout.size());
    bindings = bound(links, probe);
  }

  /// Continues with other stages that have the same slots.
  ///
  /// @param links the stages in execution order, without the probe
  /// @param probe what asks for the gradient elsewhere
  /// @throws IllegalArgumentException if a tensor has no rule or two, a stage no tensor, or two
  ///   stages a slot of the same name
  public void bind(List<Restricted> links, Optional<Probe> probe) {
    bindings = bound(links, probe);
  }

  private Bindings bound(List<Restricted> links, Optional<Probe> probe) {
    Chains chains = Chains.of(links, layout);
    checkSlots(links, chains);
    clock.forgetSchedules();
    List<String> labels = labels(links.stream().map(Restricted::stage).toList());
    List<StageState> all = new ArrayList<>();
    for (int i = 0; i < links.size(); i++) {
      all.add(state(links.get(i), labels.get(i)));
    }
    Optional<PassRunner> probing =
        probe.map(stage -> {
          StageState only = state(stage.on(Selection.ALL), HyperParameters.name(stage));
          return PassRunner.probing(layout, only, chains, team, clock);
        });
    Optional<StageState> evaluated =
        all.stream().filter(b -> b.stage() instanceof EvaluationWeights).findFirst();
    return new Bindings(new PassRunner(layout, all, chains, team, clock), probing, evaluated);
  }

  private StageState state(Restricted link, String label) {
    Stage stage = link.stage();
    HyperParameters.schedules(stage)
        .forEach((name, schedule) -> {
          if (!schedule.memory().isEmpty()) {
            clock.remember(schedule, memory.scalars(label + "." + name, numbers(schedule)));
          }
        });
    return new StageState(stage, memory, clock, memory.scalars(label, stage.scalars()));
  }

  private static List<Scalar> numbers(Schedule schedule) {
    return schedule.memory().stream().map(kept -> new Scalar(kept.name(), kept.initial())).toList();
  }

  private static void checkSlots(List<Restricted> links, Chains chains) {
    for (List<Integer> chain : chains.stages()) {
      Set<String> names = new HashSet<>();
      for (int number : chain) {
        for (Slot slot : links.get(number).stage().slots()) {
          if (!names.add(slot.name())) {
            throw new IllegalArgumentException(
                "two stages keep a slot of the name %s, of which there can be one"
                    .formatted(slot.name()));
          }
        }
      }
    }
  }

  /// Refuses what a rule cannot be followed by.
  ///
  /// @param rule the rule of some tensors
  /// @param stage another stage for them
  /// @throws IllegalArgumentException with the reason
  public static void checkFollows(UpdateRule rule, Stage stage) {
    Chains.checkFollows(rule, stage);
  }

  /// The names of stages in one chain.
  ///
  /// @param stages in execution order
  /// @return as they are printed, with a number where two are alike
  public static List<String> labels(List<? extends Stage> stages) {
    Map<String, Integer> count = new HashMap<>();
    List<String> labels = new ArrayList<>();
    for (Stage stage : stages) {
      String name = HyperParameters.name(stage);
      int number = count.merge(name, 1, Integer::sum);
      labels.add(number == 1 ? name : name + "#" + number);
    }
    return labels;
  }

  /// Whether a second gradient is needed in each step.
  ///
  /// @return whether there is a probe
  public boolean probes() {
    return bindings.probe().isPresent();
  }

  /// Moves the parameters to where the probe wants the gradient, until [#comeBack].
  ///
  /// @param theta the parameters
  /// @param gradient the gradient there; is consumed
  /// @return whether the step continues
  public boolean probe(float[] theta, float[] gradient) {
    return bindings.probe().orElseThrow().run(theta, gradient, GradientUse.CONSUMED);
  }

  /// Moves the parameters back to where they were before [#probe].
  ///
  /// @param theta the parameters
  public void comeBack(float[] theta) {
    bindings.probe().orElseThrow().comeBack(theta);
  }

  /// One step, which counts unless a gate ended it.
  ///
  /// @param theta the parameters
  /// @param gradient the gradient there
  /// @param use what happens to it
  public void step(float[] theta, float[] gradient, GradientUse use) {
    if (bindings.chain().run(theta, gradient, use)) {
      clock.advance();
    }
  }

  /// Overwrites the weights to evaluate with.
  ///
  /// @param theta the parameters
  /// @param weights becomes a copy of them, or what a stage makes of it
  public void evaluationWeights(float[] theta, float[] weights) {
    System.arraycopy(theta, 0, weights, 0, theta.length);
    bindings.evaluated().ifPresent(state -> bindings.chain().evaluate(state, theta, weights));
  }

  /// Tells schedules how the training goes.
  ///
  /// @param metric the smaller the better
  public void observe(double metric) {
    clock.observe(metric);
  }

  /// The value of a schedule in the next step.
  ///
  /// @param schedule of one of the stages
  /// @return its value
  public double now(Schedule schedule) {
    return clock.now(schedule);
  }

  /// How many steps were done.
  ///
  /// @return the number of updates completed
  public long steps() {
    return clock.completed();
  }

  /// How often a step walks through memory.
  ///
  /// @return 1 or more
  public int passes() {
    return bindings.chain().passes();
  }

  /// The slots by name; not copies.
  ///
  /// @return each as long as the vector
  public Map<String, float[]> slots() {
    return memory.slots();
  }

  /// The numbers that stages and schedules keep, by name.
  ///
  /// @return a copy
  public Map<String, Double> scalars() {
    return memory.scalars();
  }

  /// Resumes from saved numbers, all of which were checked.
  ///
  /// @param steps how many were done
  /// @param slots with the names of [#slots()]
  /// @param scalars with the names of [#scalars()]
  public void restore(long steps, Map<String, float[]> slots, Map<String, Double> scalars) {
    memory.restore(slots, scalars);
    clock.resume(steps);
  }
}
