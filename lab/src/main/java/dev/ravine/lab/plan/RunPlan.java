package dev.ravine.lab.plan;

import dev.ravine.nn.objective.Sampling;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// One run of an experiment, before it is done.
///
/// @param optimizer what people call the recipe: a rule's name, or the recipe as it was written
/// @param recipe what is done in each step
/// @param learningRate of the recipe; of a schedule, the greatest; NaN for a minimizer, which has
///   none
/// @param seed of everything random in the run
/// @param revisions what changes during it, sorted by epoch
/// @param softTargets what is learnt beside the labels
/// @param model its network, if it is another than the experiment's
/// @param sampling which training examples are learnt from
/// @param budget how long it trains, if not as its experiment says
/// @param fold of a cross-validation, from 1; 0 if there is none
public record RunPlan(
    String optimizer,
    Optimizer recipe,
    double learningRate,
    long seed,
    List<HyperparameterChange> revisions,
    Optional<SoftTargets> softTargets,
    Optional<ModelPlan> model,
    Sampling sampling,
    Budget budget,
    int fold) {

  private static final int LONGEST_NAME = 40;

  /// Sorts the revisions and checks that the recipe accepts them.
  public RunPlan {
    revisions =
        revisions.stream().sorted(Comparator.comparingInt(HyperparameterChange::epoch)).toList();
    revisions.forEach(revision -> revision.checkFits(recipe));
  }

  /// A run whose learning rate is the recipe's own, and in which nothing is set anew.
  ///
  /// @param optimizer what people call the recipe
  /// @param recipe what is done in each step
  /// @param seed of everything random in the run
  /// @return the plan
  public static RunPlan of(String optimizer, Optimizer recipe, long seed) {
    return new RunPlan(
        optimizer,
        recipe,
        recipe.learningRate().map(RunPlan::peak).orElse(Double.NaN),
        seed,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Sampling.ALL,
        Budget.USUAL,
        0);
  }

  /// The greatest value of a schedule in 10 million steps, looked at ever less often.
  private static double peak(Schedule schedule) {
    if (schedule instanceof Schedule.Constant) {
      return schedule.at(0);
    }
    return LongStream.iterate(0, k -> k < 10_000_000, k -> k + 1 + k / 100)
        .mapToDouble(schedule::at)
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  /// The same run, with a hyper-parameter set anew.
  ///
  /// @param revision one more
  /// @return another plan: up to the revision's epoch, its run has the same bits
  public RunPlan with(HyperparameterChange revision) {
    List<HyperparameterChange> more = new ArrayList<>(revisions);
    more.add(revision);
    return copy(more, softTargets, model, sampling, budget, fold);
  }

  /// The same run, taught.
  ///
  /// @param taught what is learnt beside the labels
  /// @return another plan
  public RunPlan with(SoftTargets taught) {
    return copy(revisions, Optional.of(taught), model, sampling, budget, fold);
  }

  /// The same run of another network.
  ///
  /// @param network in place of the experiment's
  /// @return another plan
  public RunPlan with(ModelPlan network) {
    return copy(revisions, softTargets, Optional.of(network), sampling, budget, fold);
  }

  /// The same run on other choices of the examples.
  ///
  /// @param choice which training examples are learnt from
  /// @return another plan
  public RunPlan with(Sampling choice) {
    return copy(revisions, softTargets, model, choice, budget, fold);
  }

  /// The same run, longer or shorter.
  ///
  /// @param other how long it trains
  /// @return another plan
  public RunPlan with(Budget other) {
    return copy(revisions, softTargets, model, sampling, other, fold);
  }

  /// The same run on a fold of the examples.
  ///
  /// @param number from 1
  /// @return another plan
  public RunPlan onFold(int number) {
    return copy(revisions, softTargets, model, sampling, budget, number);
  }

  private RunPlan copy(
      List<HyperparameterChange> revised,
      Optional<SoftTargets> taught,
      Optional<ModelPlan> network,
      Sampling choice,
      Budget time,
      int part) {
    return new RunPlan(
        optimizer, recipe, learningRate, seed, revised, taught, network, choice, time, part);
  }

  /// What runs with other learning rates share.
  ///
  /// @return such as `adam`, or `adam learningRate@3=1e-4`, or `adam hidden=2x32 epochs=10`
  public String name() {
    return name(model.map(ModelPlan::setting), budget.label());
  }

  /// The same without network and budget.
  public String rule() {
    return name(Optional.empty(), "");
  }

  private String name(Optional<String> network, String time) {
    return Stream.of(
            Stream.of(optimizer),
            revisions.stream(),
            softTargets.stream(),
            network.stream(),
            sampling == Sampling.BOOTSTRAP ? Stream.of("bagged") : Stream.<Object>of(),
            Stream.of(time))
        .flatMap(part -> part)
        .map(Object::toString)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /// The learning rate, for people.
  ///
  /// @return a number; of a schedule, `up to` its greatest; empty for a minimizer
  public String rate() {
    return recipe.minimizer().isPresent()
        ? ""
        : (isScheduled() ? "up to " : "") + HyperParameters.print(learningRate);
  }

  private boolean isScheduled() {
    return recipe.learningRate().filter(rate -> !(rate instanceof Schedule.Constant)).isPresent();
  }

  /// What tells it from other runs of its setting.
  ///
  /// @return such as `seed 3`, or `seed 0, fold 2`
  public String repetition() {
    return "seed %d%s".formatted(seed, fold == 0 ? "" : ", fold " + fold);
  }

  /// What runs with other seeds or folds share.
  ///
  /// @return such as `adam 1e-3`, or `adam hidden=2x32 learningRate=1e-3`; a schedule that is part
  ///   of the name already is not repeated
  public String label() {
    String name = name();
    if (recipe.minimizer().isPresent() || (isScheduled() && name.contains("("))) {
      return name;
    }
    boolean named = !name.equals(optimizer) || (name.contains("=") && !name.contains("("));
    String rate = isScheduled() ? recipe.rule().learningRate().toString() : rate();
    return "%s %s%s".formatted(name, named ? "learningRate=" : "", rate);
  }

  /// The recipe, and what is set anew.
  ///
  /// @return for people
  public String description() {
    StringBuilder description = new StringBuilder(recipe.toString());
    model.ifPresent(network -> description.append("; ").append(network.description()));
    if (sampling == Sampling.BOOTSTRAP) {
      description.append("; bagged");
    }
    if (!budget.equals(Budget.USUAL)) {
      description.append("; ").append(budget.label());
    }
    softTargets.ifPresent(taught -> description.append("; ").append(taught));
    revisions.forEach(r ->
        description.append(
            "; %s=%s from the end of epoch %d".formatted(r.name(), r.value(), r.epoch())));
    return description.toString();
  }

  /// The name of the run's folder.
  ///
  /// @return unique in an experiment
  public String folder() {
    boolean named = isScheduled() || recipe.minimizer().isPresent();
    String rate = named ? "" : "-" + HyperParameters.print(learningRate);
    String part = fold == 0 ? "" : "-fold" + Integer.toString(fold);
    String name = name(model.map(ModelPlan::label), budget.label());
    return "%s%s-seed%s%s".formatted(fileName(name), rate, Long.toString(seed), part);
  }

  /// The name that folders had in earlier versions: with the rate of the first step, if it is
  /// scheduled, and without what the weights start from.
  public String formerFolder() {
    String rate = recipe.learningRate().map(r -> HyperParameters.print(r.at(0))).orElse("");
    return "%s-%s-seed%s"
        .formatted(
            fileName(name(model.map(ModelPlan::formerLabel), budget.label())),
            rate,
            Long.toString(seed));
  }

  /// Recipes hold what folders' names can't; a number made from all of it tells them apart.
  private String fileName(String whole) {
    String plain = whole.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("-$", "");
    return plain.equals(whole)
        ? plain
        : plain.substring(0, Math.min(LONGEST_NAME, plain.length()))
            + "-"
            + HexFormat.of().toHexDigits(description().hashCode());
  }
}
