package dev.ravine.lab.plan;

import dev.ravine.data.source.Source;
import dev.ravine.data.split.Fold;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An experiment as it is written down: all that is needed to build it, now or after an
/// interruption.
///
/// @param kind what it is for: `compare`, `sweep`, `train`, `ensemble` or `distill`
/// @param source which data
/// @param dataFolder where it is; empty for the usual place
/// @param train how many examples to train on
/// @param validation how many to validate on
/// @param model which network
/// @param epochs of every run that has no others
/// @param batch examples per step of every run that has no others
/// @param keep what is kept of each run
/// @param runs what to do
/// @param teacher the folder of the experiment, or of the run, whose models teach; or a file
/// @param transfer how many examples without labels are taught beside those with labels: of the
///   training examples, those after the first
/// @param ensemble whose models make an ensemble
/// @param options what else is decided
public record ExperimentPlan(
    String kind,
    Source source,
    Optional<Path> dataFolder,
    int train,
    int validation,
    ModelPlan model,
    int epochs,
    int batch,
    KeptModels keep,
    List<RunPlan> runs,
    Optional<Path> teacher,
    int transfer,
    Optional<EnsemblePlan> ensemble,
    TrainingOptions options) {

  private static final int MOST_EXAMPLES = 2_000_000;
  private static final int MOST_RUNS = 10_000;

  /// An experiment without a teacher.
  ///
  /// @param kind what it is for
  /// @param source which data
  /// @param dataFolder where it is; empty for the usual place
  /// @param train how many examples to train on
  /// @param validation how many to validate on
  /// @param model which network
  /// @param epochs of every run
  /// @param batch examples per step
  /// @param keep what is kept of each run
  /// @param runs what to do
  public ExperimentPlan(
      String kind,
      Source source,
      Optional<Path> dataFolder,
      int train,
      int validation,
      ModelPlan model,
      int epochs,
      int batch,
      KeptModels keep,
      List<RunPlan> runs) {
    this(
        kind,
        source,
        dataFolder,
        train,
        validation,
        model,
        epochs,
        batch,
        keep,
        runs,
        Optional.empty(),
        0,
        Optional.empty(),
        TrainingOptions.USUAL);
  }

  /// The same with other options. What is tested needs a model that is kept. With folds, every run
  /// is done on each of them.
  ///
  /// @param others what else is decided
  /// @return a changed copy
  public ExperimentPlan with(TrainingOptions others) {
    KeptModels kept =
        others.test().isPresent() && keep == KeptModels.RESULTS ? KeptModels.LAST : keep;
    return copy(epochs, kept, onFolds(others.folds()), teacher, transfer, ensemble, others);
  }

  private List<RunPlan> onFolds(int folds) {
    if (folds == 0) {
      return runs;
    }
    checkRuns((long) runs.size() * folds);
    return runs.stream()
        .flatMap(run -> IntStream.rangeClosed(1, folds).mapToObj(run::onFold))
        .toList();
  }

  /// The same with more epochs.
  ///
  /// @param more how many
  /// @return a changed copy
  /// @throws IllegalArgumentException if runs differ in their epochs
  public ExperimentPlan longer(int more) {
    if (runs.stream().anyMatch(run -> run.budget().epochs().isPresent())) {
      throw new IllegalArgumentException(
          "more epochs can't be planned for runs that differ in their epochs");
    }
    int all = Math.addExact(epochs, more);
    return copy(all, keep, runs, teacher, transfer, ensemble, options);
  }

  public ExperimentPlan {
    runs = List.copyOf(runs);
    checkRuns(runs.size());
    ensemble.ifPresent(ensemblePlan -> ensemblePlan.check(epochs));
    if (ensemble.isPresent() && validation < 2) {
      throw new IllegalArgumentException(
          "validation must be 2 or more, to fit and to evaluate an ensemble, was " + validation);
    }
    if ((long) train + validation + transfer > MOST_EXAMPLES) {
      throw new IllegalArgumentException(
          "examples to train, validate and transfer must be at most %d together, were %d"
              .formatted(MOST_EXAMPLES, (long) train + validation + transfer));
    }
    if (options.folds() > 0 && (ensemble.isPresent() || teacher.isPresent())) {
      throw new IllegalArgumentException(
          "folds can't come with an ensemble or a teacher, which need all models to have learnt from the same examples");
    }
    if (ensemble.isPresent() && (source.learnsValues() || options.autoencoder())) {
      throw new IllegalArgumentException("an ensemble must be of models that learn classes");
    }
  }

  /// Checks how many runs there would be, before any is made.
  public static void checkRuns(long count) {
    if (count > MOST_RUNS) {
      throw new IllegalArgumentException(
          "an experiment must have at most %d runs, would have %d".formatted(MOST_RUNS, count));
    }
  }

  /// The same data and model.
  private ExperimentPlan copy(
      int times,
      KeptModels kept,
      List<RunPlan> plans,
      Optional<Path> from,
      int beside,
      Optional<EnsemblePlan> ensemblePlan,
      TrainingOptions others) {
    return new ExperimentPlan(
        kind,
        source,
        dataFolder,
        train,
        validation,
        model,
        times,
        batch,
        kept,
        plans,
        from,
        beside,
        ensemblePlan,
        others);
  }

  private ExperimentPlan copy(
      List<RunPlan> plans, Optional<Path> from, int beside, Optional<EnsemblePlan> ensemblePlan) {
    return copy(epochs, keep, plans, from, beside, ensemblePlan, options);
  }

  /// The same with a teacher.
  ///
  /// @param from the folder of an experiment or of a run, or a file
  /// @param beside how many examples without labels are taught too
  /// @return a changed copy
  public ExperimentPlan taughtBy(Path from, int beside) {
    return copy(runs, Optional.of(from), beside, ensemble);
  }

  /// The same as an ensemble.
  ///
  /// @param ensemblePlan whose models are members
  /// @return a changed copy
  public ExperimentPlan asEnsemble(EnsemblePlan ensemblePlan) {
    return copy(runs, teacher, transfer, Optional.of(ensemblePlan));
  }

  /// The same data, without what teaches.
  ///
  /// @return a changed copy, with one plain run
  public ExperimentPlan withoutTeacher() {
    RunPlan first = runs.getFirst();
    RunPlan plain = RunPlan.of(first.optimizer(), first.recipe(), first.seed());
    return copy(List.of(plain), Optional.empty(), 0, Optional.empty());
  }

  /// The same, whose models are asked alone.
  ///
  /// @return a changed copy
  public ExperimentPlan withoutEnsemble() {
    return copy(runs, teacher, transfer, Optional.empty());
  }

  /// The models that make the ensemble: all runs, if nobody says.
  public List<EnsemblePlan.RunEpoch> members() {
    return ensemble
        .map(ensemblePlan -> ensemblePlan.members(runs, epochs))
        .orElseGet(() ->
            runs.stream()
                .sorted(Comparator.comparing(RunPlan::folder))
                .map(run -> new EnsemblePlan.RunEpoch(run, 0))
                .toList());
  }

  /// The hidden layers, for people.
  ///
  /// @return such as `hidden layers of 32, 32 relu units, weights he`
  public String networks() {
    return distinct(run -> {
      ModelPlan plan = run.model().orElse(model);
      return "%s, weights %s".formatted(plan.description(), plan.weights());
    });
  }

  /// How long runs train, for people.
  ///
  /// @return such as `5 epochs of 40 steps with batches of 100`
  public String budgets() {
    return distinct(run -> {
      int steps = stepsPerEpoch(run);
      return "%d %s of %d %s with batches of %d"
          .formatted(
              epochs(run),
              epochs(run) == 1 ? "epoch" : "epochs",
              steps,
              steps == 1 ? "step" : "steps",
              batch(run));
    });
  }

  /// The networks, for people, without what their weights start from.
  ///
  /// @return such as `hidden layers of 32, 32 relu units`
  public String networkDescription() {
    return distinct(run -> run.model().orElse(model).description());
  }

  private String distinct(Function<RunPlan, String> text) {
    return runs.stream().map(text).distinct().collect(Collectors.joining(" or "));
  }

  /// Whether values are learnt, not classes.
  ///
  /// @return true of a table with a target, and of an autoencoder
  public boolean learnsValues() {
    return source.learnsValues() || options.autoencoder();
  }

  /// How many steps an epoch of a run has.
  public int stepsPerEpoch(RunPlan run) {
    return train / batch(run);
  }

  /// The least difference between two accuracies.
  public double resolution() {
    int folds = options.folds();
    return learnsValues()
        ? 0
        : 1.0 / (folds == 0 ? validation : Fold.validated(train + validation, folds));
  }

  /// How many examples a step of a run has.
  public int batch(RunPlan run) {
    return run.budget().batch().orElse(batch);
  }

  /// How often a run goes through the training data if it finishes.
  public int epochs(RunPlan run) {
    return run.budget().epochs().orElse(epochs);
  }

  /// How many steps a run has if it finishes.
  long steps(RunPlan run) {
    return (long) epochs(run) * stepsPerEpoch(run);
  }

  /// How many steps the longest run has if it finishes.
  ///
  /// @return 1 or more
  public long steps() {
    return runs.stream().mapToLong(this::steps).reduce(1, Math::max);
  }

  /// The same data, model and budget.
  ///
  /// @param others what to do instead
  /// @return a changed copy
  public ExperimentPlan withRuns(List<RunPlan> others) {
    return copy(others, teacher, transfer, ensemble);
  }
}
