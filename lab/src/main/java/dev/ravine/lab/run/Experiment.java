package dev.ravine.lab.run;

import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.data.split.Split;
import dev.ravine.lab.plan.HyperparameterChange;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.plan.TeacherOutputs;
import dev.ravine.lab.plan.TrainingOptions;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.random.Seed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs that differ in optimizer, learning rate or seed, or in what else their plans say, and in
/// nothing else.
///
/// @param kind what it is for: `compare`, `sweep`, `train`, `ensemble` or `distill`
/// @param split the data; of a cross-validation, its first fold
/// @param model the function that is trained
/// @param modelDescription the same for people
/// @param epochs of every run that has no others
/// @param batch examples per step of every run that has no others
/// @param runs what to do, in the order in which it is shown; no two alike
/// @param teacher what it says of the training examples, for runs with soft targets
/// @param options what else is decided
/// @param test what the best run is tested on at the end
/// @param folds the data of each fold of a cross-validation; empty if there is none
public record Experiment(
    String kind,
    Split split,
    Sequential model,
    String modelDescription,
    int epochs,
    int batch,
    List<RunPlan> runs,
    Optional<TeacherOutputs> teacher,
    TrainingOptions options,
    Optional<Dataset> test,
    List<Split> folds) {

  /// An experiment without a teacher.
  ///
  /// @param kind what it is for
  /// @param split the data
  /// @param model the function that is trained
  /// @param modelDescription the same for people
  /// @param epochs of every run
  /// @param batch examples per step
  /// @param runs what to do
  public Experiment(
      String kind,
      Split split,
      Sequential model,
      String modelDescription,
      int epochs,
      int batch,
      List<RunPlan> runs) {
    this(
        kind,
        split,
        model,
        modelDescription,
        epochs,
        batch,
        runs,
        Optional.empty(),
        TrainingOptions.USUAL,
        Optional.empty(),
        List.of());
  }

  /// Copies and checks the runs.
  public Experiment {
    runs = List.copyOf(runs);
    folds = List.copyOf(folds);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("an experiment needs at least one run");
    }
    runs.stream()
        .collect(Collectors.groupingBy(RunPlan::folder, Collectors.counting()))
        .forEach((folder, count) -> {
          if (count > 1) {
            throw new IllegalArgumentException(
                "runs must differ, but %s was requested %d times".formatted(folder, count));
          }
        });
    for (RunPlan run : runs) {
      if (run.softTargets().isPresent() && teacher.isEmpty()) {
        throw new IllegalArgumentException(
            "%s needs a teacher, but the experiment has none".formatted(run.label()));
      }
      int times = run.budget().epochs().orElse(epochs);
      training(model, split(run, split, folds), times, batch, run, teacher, options);
      for (HyperparameterChange revision : run.revisions()) {
        if (revision.epoch() >= times) {
          throw new IllegalArgumentException(
              "the epoch in %s must be below %d, the number of epochs"
                  .formatted(revision.key(), times));
        }
      }
    }
  }

  /// How often a run goes through the training data if it finishes.
  ///
  /// @param run one of [#runs()]
  /// @return 1 or more
  public int epochs(RunPlan run) {
    return run.budget().epochs().orElse(epochs);
  }

  /// How many steps a run has if it finishes.
  ///
  /// @param run one of [#runs()]
  /// @return 1 or more
  public long steps(RunPlan run) {
    return training(run).steps();
  }

  /// The data of a run.
  ///
  /// @param run one of [#runs()]
  /// @return its fold's, or the experiment's
  public Split split(RunPlan run) {
    return split(run, split, folds);
  }

  private static Split split(RunPlan run, Split whole, List<Split> folds) {
    return run.fold() == 0 ? whole : folds.get(run.fold() - 1);
  }

  /// What one run trains.
  ///
  /// @param run one of [#runs()]
  /// @return data, model, recipe, budget and seed
  public Training training(RunPlan run) {
    return training(model, split(run), epochs(run), batch, run, teacher, options);
  }

  private static Training training(
      Sequential model,
      Split split,
      int epochs,
      int batch,
      RunPlan run,
      Optional<TeacherOutputs> teacher,
      TrainingOptions options) {
    Sequential network =
        run.model().map(plan -> plan.build(split.train().targets().outputs())).orElse(model);
    TrainingBuilder training =
        Training.builder(network, run.recipe(), split)
            .epochs(epochs)
            .batch(run.budget().batch().orElse(batch))
            .seed(new Seed(run.seed()))
            .sampling(run.sampling())
            .patience(options.patience())
            .classWeights(options.classWeights())
            .labelSmoothing(options.labelSmoothing())
            .method(options.method());
    run.softTargets()
        .ifPresent(soft -> training.distillation(soft.distillation(teacher.orElseThrow())));
    return training.build();
  }

  /// The least difference between two accuracies of a run.
  ///
  /// @param run one of the experiment's
  /// @return 0 of values
  double resolution(RunPlan run) {
    Dataset validation = split(run).validation();
    return validation.targets() instanceof Labels ? 1.0 / validation.size() : 0;
  }
}
