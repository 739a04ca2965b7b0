package dev.ravine.optim;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.engine.Engine;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.recipe.RecipeParser;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A recipe at work on one parameter vector: it owns the slots and counts the steps.
///
/// A step allocates nothing. A stepper belongs to one caller; two steppers share nothing.
public final class Stepper {

  private final ParameterLayout layout;
  private final int size;
  private final Engine engine;
  private final List<Change> changes = new ArrayList<>();
  private final Optimizer begunFrom;
  private Optimizer optimizer;

  Stepper(Optimizer optimizer, ParameterLayout layout, ThreadTeam team, Set<Demand> supplied) {
    if (layout.size() < 1) {
      throw new IllegalArgumentException("size must be 1 or more, was " + layout.size());
    }
    checkDemands(optimizer, supplied);
    this.optimizer = optimizer;
    begunFrom = optimizer;
    this.layout = layout;
    this.size = layout.size();
    engine = new Engine(layout, team, optimizer.expanded(), optimizer.probe());
  }

  /// A rule alone at work, on one thread, without groups.
  ///
  /// @param rule without stages around it
  /// @param size the length of the parameter vector
  /// @return a stepper at step 0
  public static Stepper of(UpdateRule rule, int size) {
    return Optimizer.of(rule).begin(size);
  }

  private static void checkDemands(Optimizer optimizer, Set<Demand> supplied) {
    for (Stage stage : optimizer.stages()) {
      for (Demand demand : stage.demands()) {
        if (!supplied.contains(demand)) {
          throw new IllegalArgumentException(
              "%s demands %s, which is not supplied here".formatted(stage.text(), demand.words()));
        }
      }
    }
  }

  /// Does one step and leaves the gradient as it was. (While the step runs, parts of it are
  /// overwritten and restored.)
  ///
  /// @param theta the parameters, changed in place
  /// @param gradient the gradient at `theta`
  /// @throws IllegalStateException if the recipe demands a second gradient
  public void step(float[] theta, float[] gradient) {
    checkNoProbe();
    run(theta, gradient, Engine.GradientUse.RESTORED);
  }

  /// Does one step and uses the gradient's array as scratch: the fastest way if the gradient is
  /// computed anew for every step.
  ///
  /// @param theta the parameters, changed in place
  /// @param gradient the gradient at `theta`; holds anything afterwards
  /// @throws IllegalStateException if the recipe demands a second gradient
  public void stepConsuming(float[] theta, float[] gradient) {
    checkNoProbe();
    run(theta, gradient, Engine.GradientUse.CONSUMED);
  }

  /// Does one step with a recipe that may demand a second gradient, and uses the gradient's array
  /// as scratch.
  ///
  /// @param theta the parameters, changed in place
  /// @param gradient the gradient at `theta`; holds anything afterwards
  /// @param again is asked for the gradient elsewhere, on the same examples, if the recipe demands
  ///   it
  public void stepConsuming(float[] theta, float[] gradient, GradientSource again) {
    if (engine.probes()) {
      check("theta", theta);
      check("gradient", gradient);
      if (engine.probe(theta, gradient)) {
        try {
          again.gradient(theta, gradient);
        } finally {
          engine.comeBack(theta);
        }
      }
    }
    run(theta, gradient, Engine.GradientUse.CONSUMED);
  }

  private void checkNoProbe() {
    if (engine.probes()) {
      throw new IllegalStateException(
          optimizer + " demands a second gradient: call stepConsuming(theta, gradient, again)");
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same array, not an equal one, can't serve as both
  private void run(float[] theta, float[] gradient, Engine.GradientUse use) {
    check("theta", theta);
    check("gradient", gradient);
    if (theta == gradient) {
      throw new IllegalArgumentException("theta and gradient must be two arrays, were one");
    }
    engine.step(theta, gradient, use);
  }

  void check(String name, float @Nullable [] array) {
    if (array == null) {
      throw new IllegalArgumentException("%s must be an array, was null".formatted(name));
    }
    if (array.length != size) {
      throw new IllegalArgumentException(
          "%s must have %d elements, had %d".formatted(name, size, array.length));
    }
  }

  /// Writes the weights to evaluate with. For most recipes they are the parameters themselves.
  ///
  /// @param theta the parameters as trained
  /// @param weights is overwritten
  public void evaluationWeights(float[] theta, float[] weights) {
    check("theta", theta);
    check("weights", weights);
    engine.evaluationWeights(theta, weights);
  }

  /// Tells schedules with a memory how the training goes, usually once per epoch.
  ///
  /// @param metric the smaller the better, a validation loss for instance
  public void observe(double metric) {
    engine.observe(metric);
  }

  /// The hyper-parameters as the next step will use them.
  ///
  /// @return values by name, such as `adam.learningRate`, in the order of the chain
  public Map<String, Double> hyperParameters() {
    Map<String, Double> values = new LinkedHashMap<>();
    List<String> labels = Engine.labels(optimizer.stages());
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      HyperParameters.schedules(optimizer.stages().get(i))
          .forEach((name, schedule) -> values.put(label + "." + name, engine.now(schedule)));
    }
    return values;
  }

  /// Changes a hyper-parameter from the next step on. The change is part of [#state()].
  ///
  /// @param name such as `learningRate`, or `adam.beta1` if several stages have one
  /// @param value what it is to be
  /// @throws IllegalArgumentException if no stage has it, several have, or the stage refuses the
  ///   value; then nothing is changed
  public void change(String name, Schedule value) {
    checkWritable(name, value);
    apply(new Change(engine.steps(), name, value));
  }

  /// A change is saved as text.
  private static void checkWritable(String name, Schedule value) {
    try {
      if (new RecipeParser(value.toString()).schedule().equals(value)) {
        return;
      }
    } catch (IllegalArgumentException unreadable) {
      throw notWritable(name, value, unreadable);
    }
    throw notWritable(name, value, null);
  }

  private static IllegalArgumentException notWritable(
      String name, Schedule value, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "%s must be changed to a schedule that a recipe can write, was %s".formatted(name, value),
        cause);
  }

  private void apply(Change change) {
    Optimizer changed = optimizer.with(change.name(), change.value());
    engine.bind(changed.expanded(), changed.probe());
    optimizer = changed;
    changes.add(change);
  }

  /// What was changed by hand.
  ///
  /// @return in the order in which it was
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /// The recipe this stepper follows, with what was changed by hand.
  ///
  /// @return the recipe it was begun from, if nothing was
  public Optimizer optimizer() {
    return optimizer;
  }

  /// The recipe this stepper was begun from.
  ///
  /// @return without what was changed by hand
  public Optimizer begunFrom() {
    return begunFrom;
  }

  /// Where the parameters lie.
  ///
  /// @return the layout it was begun with
  public ParameterLayout layout() {
    return layout;
  }

  /// How many steps were done.
  ///
  /// @return the number of updates completed
  public long steps() {
    return engine.steps();
  }

  /// How often a step walks through memory: once, and once more for each number over a whole vector
  /// or tensor.
  ///
  /// @return 1 or more
  public int passes() {
    return engine.passes();
  }

  /// The names of what [#slot(String)] knows.
  ///
  /// @return the slots of all stages, in the order of the chain
  public List<String> slots() {
    return optimizer.expanded().stream()
        .flatMap(link -> link.stage().slots().stream())
        .map(Slot::name)
        .distinct()
        .toList();
  }

  /// Whether the optimizer's memory overflowed: a slot that is infinite stays so, and the
  /// parameters that it belongs to never move again, or are no numbers.
  ///
  /// @return which slot, for people; empty if all is finite
  public Optional<String> overflow() {
    for (Map.Entry<String, float[]> slot : engine.slots().entrySet()) {
      float sum = 0;
      for (float x : slot.getValue()) {
        sum += 0 * x;
      }
      if (sum != 0) {
        return Optional.of(
            "slot %s of %s overflowed, so its parameters can't move any more"
                .formatted(slot.getKey(), HyperParameters.name(optimizer.rule())));
      }
    }
    return Optional.empty();
  }

  /// A copy of what one slot holds.
  ///
  /// @param name a slot of one of the recipe's stages
  /// @return as many numbers as there are parameters
  public float[] slot(String name) {
    float[] slot = engine.slots().get(name);
    if (slot == null) {
      throw new IllegalArgumentException(
          "%s has no slot %s, only %s".formatted(optimizer, name, engine.slots().keySet()));
    }
    return slot.clone();
  }

  /// A copy of everything this stepper owns.
  ///
  /// @return enough to resume with the same bits
  public StepperState state() {
    Map<String, float[]> copies = new HashMap<>();
    engine.slots().forEach((name, array) -> copies.put(name, array.clone()));
    return new StepperState(engine.steps(), copies, engine.scalars(), changes);
  }

  /// Resumes from a saved state. To be called on a new stepper.
  ///
  /// @param state of a stepper with the same recipe and layout
  /// @throws IllegalArgumentException if it belongs to another recipe or size
  public void restore(StepperState state) {
    if (!state.slots().keySet().equals(engine.slots().keySet())) {
      throw new IllegalArgumentException(
          "the state has slots %s, but %s needs %s"
              .formatted(
                  state.slots().keySet(), optimizer, new TreeSet<>(engine.slots().keySet())));
    }
    state.slots().forEach((name, array) -> check("slot " + name, array));
    state.changes().forEach(this::apply);
    if (!state.scalars().keySet().equals(engine.scalars().keySet())) {
      throw new IllegalArgumentException(
          "the state has numbers %s, but %s needs %s"
              .formatted(state.scalars().keySet(), optimizer, engine.scalars().keySet()));
    }
    engine.restore(state.steps(), state.slots(), state.scalars());
  }
}
