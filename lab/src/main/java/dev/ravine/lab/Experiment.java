package dev.ravine.lab;

import dev.ravine.data.Dataset;
import dev.ravine.data.Split;
import dev.ravine.nn.Sequential;
import dev.ravine.nn.Training;
import dev.ravine.random.Seed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs that differ in optimizer, learning rate or seed, or in what else their plans say, and in
/// nothing else.
///
/// @param kind what it is for: `compare`, `sweep`, `train`, `ensemble` or `distill`
/// @param split the data
/// @param model the function that is trained
/// @param modelDescription the same for people
/// @param epochs of every run
/// @param batch examples per step
/// @param runs what to do, in the order in which it is shown; no two alike
/// @param teacher what it says of the training examples, for runs with a lesson
/// @param options what else is decided
/// @param test what the best run is tested on at the end
public record Experiment(
    String kind,
    Split split,
    Sequential model,
    String modelDescription,
    int epochs,
    int batch,
    List<RunPlan> runs,
    Optional<Guidance> teacher,
    TrainingOptions options,
    Optional<Dataset> test) {

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
        Optional.empty());
  }

  /// Copies and checks the runs.
  public Experiment {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("an experiment needs at least one run");
    }
    runs.stream()
        .collect(Collectors.groupingBy(RunPlan::folder, Collectors.counting()))
        .forEach((folder, count) -> {
          if (count > 1) {
            throw new IllegalArgumentException(
                "every run must be another, but %s was asked for %d times"
                    .formatted(folder, count));
          }
        });
    for (RunPlan run : runs) {
      if (run.lesson().isPresent() && teacher.isEmpty()) {
        throw new IllegalArgumentException(
            "%s needs a teacher, but the experiment has none".formatted(run.label()));
      }
      training(model, split, epochs, batch, run, teacher, options);
    }
    for (RunPlan run : runs) {
      for (Revision revision : run.revisions()) {
        if (revision.epoch() >= epochs) {
          throw new IllegalArgumentException(
              "the epoch in %s must be below %d, the number of epochs"
                  .formatted(revision.key(), epochs));
        }
      }
    }
  }

  /// How many steps each run has if it finishes.
  ///
  /// @return 1 or more
  public long steps() {
    return training(runs.getFirst()).steps();
  }

  /// What one run trains.
  ///
  /// @param run one of [#runs()]
  /// @return data, model, recipe, budget and seed
  public Training training(RunPlan run) {
    return training(model, split, epochs, batch, run, teacher, options);
  }

  private static Training training(
      Sequential model,
      Split split,
      int epochs,
      int batch,
      RunPlan run,
      Optional<Guidance> teacher,
      TrainingOptions options) {
    Sequential network =
        run.model().map(plan -> plan.build(split.train().targets().outputs())).orElse(model);
    Training plain =
        new Training(network, run.recipe(), split, epochs, batch, new Seed(run.seed()))
            .sampled(run.sampling())
            .patience(options.patience())
            .weighted(options.classWeights());
    return run.lesson()
        .map(lesson -> plain.taught(lesson.teaching(teacher.orElseThrow())))
        .orElse(plain);
  }
}
