package dev.ravine.optim;

import dev.ravine.kernels.ThreadTeam;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A recipe: one update rule and the transformations around it. Immutable; it can be begun any
/// number of times.
///
/// ```java
/// Optimizer recipe =
///     Optimizer.of(new ClipGlobalNorm(1), Adam.of(1e-3), new DecoupledDecay(0.01));
/// ```
public final class Optimizer {

  private final List<Stage> stages;
  private final UpdateRule rule;

  private Optimizer(List<Stage> stages) {
    this.stages = List.copyOf(stages);
    this.rule = checkedRule(this.stages);
    checkSlots(this.stages);
  }

  /// A chain in execution order.
  ///
  /// @param stages any [OnGradient]s, one [UpdateRule], any [OnDirection]s, any [OnUpdate]s
  /// @return the recipe
  /// @throws IllegalArgumentException if the order is another, or if the rule cannot be followed by
  ///   what follows it
  public static Optimizer of(Stage... stages) {
    return new Optimizer(List.of(stages));
  }

  private static UpdateRule checkedRule(List<Stage> stages) {
    List<UpdateRule> rules =
        stages.stream().filter(UpdateRule.class::isInstance).map(UpdateRule.class::cast).toList();
    if (rules.size() != 1) {
      throw new IllegalArgumentException(
          "an optimizer has exactly one update rule, was given " + rules.size());
    }
    for (int i = 1; i < stages.size(); i++) {
      if (place(stages.get(i)) < place(stages.get(i - 1))) {
        throw new IllegalArgumentException(
            "%s cannot follow %s: the order is what works on gradients, the rule, what works on"
                    .formatted(stages.get(i), stages.get(i - 1))
                + " directions, what works on updates");
      }
    }
    UpdateRule rule = rules.getFirst();
    if (rule.appliesLearningRate()) {
      stages.stream()
          .filter(OnDirection.class::isInstance)
          .findFirst()
          .ifPresent(stage -> {
            throw new IllegalArgumentException(
                "%s cannot follow %s, whose memory contains the learning rate"
                    .formatted(stage, rule));
          });
    }
    return rule;
  }

  private static int place(Stage stage) {
    return switch (stage) {
      case OnGradient g -> 0;
      case UpdateRule r -> 1;
      case OnDirection d -> 2;
      case OnUpdate u -> 3;
    };
  }

  private static void checkSlots(List<Stage> stages) {
    Set<String> names = new HashSet<>();
    for (Stage stage : stages) {
      for (Slot slot : stage.slots()) {
        if (!names.add(slot.name())) {
          throw new IllegalArgumentException("two stages keep a slot of the name " + slot.name());
        }
      }
    }
  }

  /// The chain.
  ///
  /// @return all stages in execution order
  public List<Stage> stages() {
    return stages;
  }

  /// The heart of the chain.
  ///
  /// @return the update rule
  public UpdateRule rule() {
    return rule;
  }

  /// The same recipe with one more stage at the end of its kind.
  ///
  /// @param stage anything but a rule
  /// @return a longer chain
  public Optimizer with(Stage stage) {
    List<Stage> longer = new ArrayList<>(stages);
    int at = 0;
    while (at < longer.size() && place(longer.get(at)) <= place(stage)) {
      at++;
    }
    longer.add(at, stage);
    return new Optimizer(longer);
  }

  /// Starts optimizing, on one thread.
  ///
  /// @param size the length of the parameter vector
  /// @return a stepper at step 0
  public Stepper begin(int size) {
    return new Stepper(this, size, new ThreadTeam(1));
  }

  /// Starts optimizing.
  ///
  /// @param size the length of the parameter vector
  /// @param team the threads that share the work of one step; they change no bit
  /// @return a stepper at step 0
  public Stepper begin(int size, ThreadTeam team) {
    return new Stepper(this, size, team);
  }

  /// As it is written in a configuration: the stages in execution order, joined by bars.
  @Override
  public String toString() {
    return stages.stream().map(Stage::toString).collect(Collectors.joining(" | "));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Optimizer optimizer && stages.equals(optimizer.stages);
  }

  @Override
  public int hashCode() {
    return stages.hashCode();
  }

  Stream<Slot> slots() {
    return stages.stream().flatMap(stage -> stage.slots().stream());
  }
}
