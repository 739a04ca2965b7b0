package dev.ravine.optim.stage;

import dev.ravine.optim.layout.Selection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One link of an optimizer's chain. In execution order: at most one [Probe], any [OnGradient]s,
/// one [UpdateRule] for each tensor, any [OnDirection]s, any [OnUpdate]s, any [OnWeights].
///
/// A stage is an immutable record whose components are its hyper-parameters; what changes from step
/// to step lives in slots and scalars, which the stepper owns. What else a stage can do is said by
/// its type: a [Gate] may end steps, one with [EvaluationWeights] knows other weights.
public sealed interface Stage extends Link
    permits Probe, OnGradient, UpdateRule, OnDirection, OnUpdate, OnWeights {

  /// What this stage keeps from step to step. The stepper owns it and saves it.
  ///
  /// @return slots and scalars; [Block#slot] and [Step#scalar] number each kind in this order
  default List<State> state() {
    return List.of();
  }

  /// The arrays of [#state()], each as long as the parameter vector.
  ///
  /// @return in order
  default List<Slot> slots() {
    return state().stream().filter(Slot.class::isInstance).map(Slot.class::cast).toList();
  }

  /// The numbers of [#state()].
  ///
  /// @return in order
  default List<Scalar> scalars() {
    return state().stream().filter(Scalar.class::isInstance).map(Scalar.class::cast).toList();
  }

  /// A number this stage must know before its first block. Costs a pass over memory of its own.
  ///
  /// @return what is needed, of the vectors as they reach this stage
  default Reduction needs() {
    return Reduction.NOTHING;
  }

  /// Works on one block: reads what depends on the step alone, then runs one branch-free loop over
  /// one index, so that the JIT compiler vectorizes it; the same element has the same index in
  /// every array. Several threads work on different blocks at the same time.
  ///
  /// @param step the numbers of this step
  /// @param block arrays and range
  void update(Step step, Block block);

  /// What this stage needs of whoever drives the stepper, beyond a gradient for each step.
  ///
  /// @return usually nothing
  default Set<Demand> demands() {
    Set<Demand> demands = EnumSet.noneOf(Demand.class);
    if (this instanceof EvaluationWeights) {
      demands.add(Demand.EVALUATION_WEIGHTS);
    }
    if (this instanceof Probe) {
      demands.add(Demand.SECOND_GRADIENT);
    }
    return demands;
  }

  /// This stage for some of the parameters only.
  ///
  /// @param selection which tensors
  /// @return a link of a chain
  default Restricted on(Selection selection) {
    return new Restricted(this, selection);
  }

  @Override
  default Stage stage() {
    return this;
  }

  @Override
  default Selection selection() {
    return Selection.ALL;
  }
}
