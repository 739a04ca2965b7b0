package dev.ravine.optim;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.TwiceDifferentiable;
import dev.ravine.optim.recipe.Recipe;
import dev.ravine.optim.recipe.RecipeParser;
import dev.ravine.optim.recipe.RunLength;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.Link;
import dev.ravine.optim.stage.Probe;
import dev.ravine.optim.stage.Restricted;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A recipe: update rules and the transformations around them, or a minimizer, beside which groups
/// of parameters may have a penalty or stay as they are. Immutable; it can be begun any number of
/// times.
///
/// ```java
/// Optimizer recipe =
///     Optimizer.of(ClipGlobalNorm.of(1), Adam.of(1e-3), DecoupledDecay.of(0.01).on(Selection.WEIGHTS));
/// Optimizer.parse("l2(1e-4) on weights | lbfgs | frozen on \"dense1.*\"");
/// ```
public final class Optimizer {

  private final List<Link> links;
  private final Optional<Minimizer> minimizer;

  private Optimizer(List<? extends Link> links) {
    this.links = List.copyOf(links);
    minimizer = Optional.empty();
    Chain.check(this.links);
  }

  private Optimizer(Minimizer minimizer, List<? extends Link> links) {
    this.links = MinimizerRecipe.sorted(minimizer, List.copyOf(links));
    this.minimizer = Optional.of(minimizer);
  }

  private static Optimizer read(RecipeParser parser) {
    Recipe parsed = parser.recipe();
    return parsed
        .minimizer()
        .map(minimizer -> new Optimizer(minimizer, parsed.links()))
        .orElseGet(() -> new Optimizer(parsed.links()));
  }

  /// A method for whole objectives, in place of a chain. It is not begun as steppers are, but by
  /// [Minimizer#begin].
  ///
  /// @param minimizer a record
  /// @return the recipe
  public static Optimizer of(Minimizer minimizer) {
    return new Optimizer(minimizer, List.of());
  }

  /// A chain in execution order.
  ///
  /// @param links at most one [Probe], any [dev.ravine.optim.stage.OnGradient]s, one [UpdateRule]
  ///   (or several for different tensors), any [dev.ravine.optim.stage.OnDirection]s, any
  ///   [dev.ravine.optim.stage.OnUpdate]s, any [dev.ravine.optim.stage.OnWeights]
  /// @return the recipe
  /// @throws IllegalArgumentException if the order is another, or a stage cannot follow the rule
  public static Optimizer of(Link... links) {
    return new Optimizer(List.of(links));
  }

  /// Reads a recipe as [#toString()] prints it: `clipGlobalNorm(1) | adam(learningRate=1e-3)`.
  ///
  /// @param recipe stages in execution order, joined by bars
  /// @return the recipe
  /// @throws IllegalArgumentException with what is wrong, where, and what was probably meant
  public static Optimizer parse(String recipe) {
    return read(new RecipeParser(recipe));
  }

  /// Reads a recipe in which lengths may be written in terms of a run: `adam(cosine(1e-3))` ends
  /// with it, `10 %` and `3 epochs` are numbers of updates. What it prints has numbers alone.
  ///
  /// @param recipe stages in execution order, joined by bars
  /// @param length of the run, in batches, of which recipes may gather several for an update
  /// @return the recipe
  /// @throws IllegalArgumentException as in [#parse(String)]
  public static Optimizer parse(String recipe, RunLength length) {
    Optimizer read = read(new RecipeParser(recipe, Optional.of(length)));
    long gathered = read.accumulationSteps();
    return gathered == 1
        ? read
        : read(new RecipeParser(recipe, Optional.of(length.accumulating(gathered))));
  }

  /// How many batches make an update.
  ///
  /// @return 1 unless the recipe accumulates
  public long accumulationSteps() {
    return Chain.accumulationSteps(links);
  }

  /// The same recipe with another value, which may be written in terms of a run.
  ///
  /// @param name as in [#with(String, String)]
  /// @param value as it is written in a recipe
  /// @param length of the run, in batches
  /// @return a changed copy
  public Optimizer with(String name, String value, RunLength length) {
    Optional<RunLength> updates = Optional.of(length.accumulating(accumulationSteps()));
    return replaced(name, component -> new RecipeParser(value, updates).value(component));
  }

  /// The chain, or what stands beside a minimizer.
  ///
  /// @return stages, and to which tensors they apply, in execution order
  public List<Link> links() {
    return links;
  }

  /// The chain without its selections.
  ///
  /// @return all stages in execution order
  public List<Stage> stages() {
    return links.stream().map(Link::stage).toList();
  }

  /// The method for whole objectives, if it is no chain.
  ///
  /// @return empty if there is an update rule
  public Optional<Minimizer> minimizer() {
    return minimizer;
  }

  /// The learning rate of the rule.
  ///
  /// @return empty for a minimizer, which finds the length of its steps itself
  public Optional<Schedule> learningRate() {
    return minimizer.isPresent() ? Optional.empty() : Optional.of(rule().learningRate());
  }

  /// The heart of the chain.
  ///
  /// @return the first update rule; the only one, unless there are others for other tensors
  /// @throws IllegalStateException if it is a minimizer
  public UpdateRule rule() {
    if (minimizer.isPresent()) {
      throw new IllegalStateException(this + " is a minimizer, and has no rule");
    }
    return Chain.rule(links);
  }

  /// What must be supplied to [#begin(ParameterLayout, ThreadTeam, Set)].
  ///
  /// @return usually nothing
  public Set<Demand> demands() {
    return stages().stream().flatMap(s -> s.demands().stream()).collect(Collectors.toSet());
  }

  /// The same recipe with one more stage at the end of its kind.
  ///
  /// @param link anything but a second rule; beside a minimizer, `l2` or `frozen`
  /// @return a longer chain
  public Optimizer with(Link link) {
    List<Link> longer = Chain.with(links, link);
    return minimizer
        .map(method -> new Optimizer(method, longer))
        .orElseGet(() -> new Optimizer(longer));
  }

  /// The same recipe with another value for a hyper-parameter.
  ///
  /// @param name such as `learningRate`, or `adam.beta1` if several stages have one
  /// @param value what it is to be
  /// @return a changed copy
  /// @throws IllegalArgumentException if no stage has it, several have, or the stage refuses the
  ///   value
  public Optimizer with(String name, Schedule value) {
    return replaced(name, component -> value);
  }

  /// The same recipe with another value for a hyper-parameter of any kind.
  ///
  /// @param name such as `learningRate`, or `adam.beta1` if several stages have one
  /// @param value as it is written in a recipe
  /// @return a changed copy
  /// @throws IllegalArgumentException if no stage has it, several have, the text is of another
  ///   kind, or the stage refuses the value
  public Optimizer with(String name, String value) {
    return replaced(name, component -> new RecipeParser(value).value(component));
  }

  private Optimizer replaced(String name, Function<RecordComponent, Object> value) {
    if (minimizer.isEmpty()) {
      return new Optimizer(Chain.with(links, name, value));
    }
    Minimizer method = minimizer.get();
    return MinimizerRecipe.isBeside(method, links, name)
        ? new Optimizer(method, Chain.with(links, name, value))
        : new Optimizer(MinimizerRecipe.with(method, name, value), links);
  }

  List<Restricted> expanded() {
    return Chain.expanded(links);
  }

  Optional<Probe> probe() {
    return stages().stream().filter(Probe.class::isInstance).map(Probe.class::cast).findFirst();
  }

  /// Starts optimizing, on one thread, without groups.
  ///
  /// @param size the length of the parameter vector
  /// @return a stepper at step 0
  public Stepper begin(int size) {
    return begin(ParameterLayout.flat(size));
  }

  /// Starts optimizing, without groups.
  ///
  /// @param size the length of the parameter vector
  /// @param team the threads that share the work of one step; they change no bit
  /// @return a stepper at step 0
  public Stepper begin(int size, ThreadTeam team) {
    return begin(ParameterLayout.flat(size), team, Set.of());
  }

  /// Starts optimizing, on one thread.
  ///
  /// @param layout names the tensors in the parameter vector
  /// @return a stepper at step 0
  /// @throws IllegalArgumentException as [#begin(ParameterLayout, ThreadTeam, Set)]
  public Stepper begin(ParameterLayout layout) {
    return begin(layout, new ThreadTeam(1), Set.of());
  }

  /// Starts optimizing.
  ///
  /// @param layout names the tensors in the parameter vector
  /// @param team the threads that share the work of one step; they change no bit
  /// @param supplied what the caller promises to do for recipes that demand it
  /// @return a stepper at step 0
  /// @throws IllegalArgumentException if the recipe demands more, a tensor has no rule, or a stage
  ///   no tensor
  public Stepper begin(ParameterLayout layout, ThreadTeam team, Set<Demand> supplied) {
    minimizer.ifPresent(method -> {
      throw MinimizerRecipe.cannotStep(method);
    });
    return new Stepper(this, layout, team, supplied);
  }

  /// What a minimizer minimizes: an objective whose groups of parameters are as the recipe says.
  ///
  /// @param objective the sum without penalties
  /// @param layout names the groups of its parameters
  /// @param start of all parameters; where frozen ones stay
  /// @param <O> the sum's type
  /// @return a sum over the parameters that are not frozen
  /// @throws IllegalArgumentException if a stage selects no parameter, or all are frozen
  /// @throws IllegalStateException if the recipe has no minimizer
  public <O extends GaussNewtonSum & TwiceDifferentiable> GroupedObjective<O> objective(
      O objective, ParameterLayout layout, double[] start) {
    if (minimizer.isEmpty()) {
      throw new IllegalStateException(this + " has no minimizer");
    }
    return new GroupedObjective<>(objective, links, layout, start);
  }

  /// As it is written in a configuration: the stages in execution order, joined by bars. What it
  /// prints, [#parse(String)] reads.
  @Override
  public String toString() {
    return minimizer
        .map(method -> MinimizerRecipe.print(method, links))
        .orElseGet(() -> Chain.print(links));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Optimizer optimizer
        && restricted().equals(optimizer.restricted())
        && minimizer.equals(optimizer.minimizer);
  }

  @Override
  public int hashCode() {
    return 31 * restricted().hashCode() + minimizer.hashCode();
  }

  /// So that a stage is equal to itself on all tensors.
  private List<Restricted> restricted() {
    return links.stream().map(link -> link.stage().on(link.selection())).toList();
  }
}
