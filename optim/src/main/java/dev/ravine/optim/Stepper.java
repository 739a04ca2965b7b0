package dev.ravine.optim;

import dev.ravine.kernels.ThreadTeam;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A recipe at work on one parameter vector: it owns the slots and counts the steps.
///
/// A step allocates nothing. A stepper belongs to one caller; two steppers share nothing.
public final class Stepper {

  private final Optimizer optimizer;
  private final int size;
  private final Map<String, float[]> slots = new HashMap<>();
  private final Engine engine;
  private final Step step = new Step();

  Stepper(Optimizer optimizer, int size, ThreadTeam team) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be 1 or more, was " + size);
    }
    this.optimizer = optimizer;
    this.size = size;
    optimizer.slots().forEach(slot -> slots.put(slot.name(), new float[size]));
    engine = new Engine(optimizer, size, slots, team);
  }

  /// Does one step and leaves the gradient as it was. (While the step runs, parts of it are
  /// overwritten and restored.)
  ///
  /// @param theta the parameters, changed in place
  /// @param gradient the gradient at `theta`
  public void step(float[] theta, float[] gradient) {
    run(theta, gradient, Engine.GradientUse.RESTORED);
  }

  /// Does one step and uses the gradient's array as scratch: the fastest way if the gradient is
  /// computed anew for every step.
  ///
  /// @param theta the parameters, changed in place
  /// @param gradient the gradient at `theta`; holds the last update afterwards
  public void stepConsuming(float[] theta, float[] gradient) {
    run(theta, gradient, Engine.GradientUse.CONSUMED);
  }

  private void run(float[] theta, float[] gradient, Engine.GradientUse use) {
    check("theta", theta);
    check("gradient", gradient);
    step.learningRate = optimizer.rule().learningRate().at(step.completed);
    engine.run(step, theta, gradient, use);
    step.completed++;
  }

  private void check(String name, float[] array) {
    if (array.length != size) {
      throw new IllegalArgumentException(
          "%s must have %d elements, had %d".formatted(name, size, array.length));
    }
  }

  /// The recipe this stepper follows.
  ///
  /// @return the recipe it was begun from
  public Optimizer optimizer() {
    return optimizer;
  }

  /// How many steps were done.
  ///
  /// @return the number of updates completed
  public long steps() {
    return step.completed;
  }

  /// How often a step walks through memory: once, and once more for each number over a whole
  /// vector.
  ///
  /// @return 1 or more
  public int passes() {
    return engine.passes();
  }

  /// A copy of what one slot holds.
  ///
  /// @param name a slot of one of the recipe's stages
  /// @return as many numbers as there are parameters
  public float[] slot(String name) {
    float[] slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException(
          "%s has no slot %s, only %s".formatted(optimizer, name, slots.keySet()));
    }
    return slot.clone();
  }

  /// A copy of everything this stepper owns.
  ///
  /// @return enough to go on with the same bits
  public StepperState state() {
    Map<String, float[]> copies = new HashMap<>();
    slots.forEach((name, array) -> copies.put(name, array.clone()));
    return new StepperState(step.completed, copies);
  }

  /// Goes on from a saved state, which is checked before anything is changed.
  ///
  /// @param state of a stepper with the same recipe and size
  public void restore(StepperState state) {
    if (!state.slots().keySet().equals(slots.keySet())) {
      throw new IllegalArgumentException(
          "the state has slots %s, but %s needs %s"
              .formatted(state.slots().keySet(), optimizer, slots.keySet()));
    }
    state.slots().forEach((name, array) -> check("slot " + name, array));
    state.slots().forEach((name, array) -> System.arraycopy(array, 0, own(name), 0, size));
    step.completed = state.steps();
  }

  private float[] own(String name) {
    return Objects.requireNonNull(slots.get(name));
  }
}
