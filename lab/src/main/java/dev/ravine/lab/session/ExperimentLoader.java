package dev.ravine.lab.session;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.NoTargets;
import dev.ravine.data.Reconstruction;
import dev.ravine.data.Targets;
import dev.ravine.data.Values;
import dev.ravine.data.source.Source;
import dev.ravine.data.split.Fold;
import dev.ravine.data.split.Split;
import dev.ravine.lab.ensemble.Teacher;
import dev.ravine.lab.evaluate.TestData;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.plan.TeacherOutputs;
import dev.ravine.lab.plan.TrainingOptions;
import dev.ravine.lab.run.Experiment;
import dev.ravine.nn.model.Sequential;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Loads what a plan names: its data, its test data and its teacher.
public final class ExperimentLoader {

  private static final double BYTES_PER_PARAMETER = 4.0 * Float.BYTES;
  private static final double GIGA = 1 << 30;

  private ExperimentLoader() {}

  /// Loads the data and what the teacher says.
  ///
  /// @param plan of the experiment
  /// @return what an [dev.ravine.lab.run.ExperimentRunner] can do
  /// @throws DataException if data is missing or damaged
  /// @throws IllegalArgumentException if the plan does not suit the data, or memory is too small
  public static Experiment load(ExperimentPlan plan) {
    Path data = plan.dataFolder().orElseGet(Source::cache);
    TrainingOptions options = plan.options();
    Source source = plan.source();
    int train = plan.train();
    int validation = plan.validation();
    int held = options.heldOut(train + validation);
    List<Split> folds =
        IntStream.rangeClosed(1, options.folds())
            .mapToObj(number -> new Fold(number, options.folds()))
            .map(fold -> options.of(source.fold(data, train + validation, fold)))
            .toList();
    if (!folds.isEmpty()) {
      return load(plan, folds.getFirst(), Optional.empty(), Optional.empty(), folds);
    }
    Split whole = options.of(source.load(data, train, validation + held));
    Split split =
        held == 0
            ? whole
            : new Split(whole.train(), whole.validation().range(0, validation), whole.notes());
    Optional<Dataset> test =
        held == 0
            ? TestData.of(plan, data, split)
            : Optional.of(whole.validation().range(validation, validation + held));
    Optional<Dataset> beside =
        plan.transfer() == 0
            ? Optional.empty()
            : Optional.of(source.more(data, train, validation, plan.transfer()).withoutTargets());
    return load(plan, split, test, beside, folds);
  }

  private static Experiment load(
      ExperimentPlan plan,
      Split split,
      Optional<Dataset> test,
      Optional<Dataset> beside,
      List<Split> folds) {
    Targets targets = split.train().targets();
    String outputs =
        switch (targets) {
          case Labels labels -> labels.classes() + " classes";
          case LabelSets labels -> labels.outputs() + " labels";
          case Values values -> values.outputs() == 1 ? "one value" : values.outputs() + " values";
          case Reconstruction all -> "the same again";
          case NoTargets none -> throw new DataException(split.train().name() + " has no labels");
        };
    String description =
        "A network of %d inputs, %s and %s"
            .formatted(split.train().features(), plan.networkDescription(), outputs);
    for (RunPlan run : plan.runs()) {
      checkMemory(run.model().orElse(plan.model()), split.train().features(), targets.outputs());
    }
    Sequential network = plan.model().build(targets.outputs());
    Optional<TeacherOutputs> says =
        plan.teacher().map(from -> Teacher.says(from, split.train(), beside));
    return new Experiment(
        plan.kind(),
        split,
        network,
        description,
        plan.epochs(),
        plan.batch(),
        plan.runs(),
        says,
        plan.options(),
        test,
        folds);
  }

  /// A training keeps weights, a gradient, a copy to evaluate with, and mostly something to
  /// remember.
  private static void checkMemory(ModelPlan network, int features, int outputs) {
    double bytes = BYTES_PER_PARAMETER * network.parameters(features, outputs);
    double most = Runtime.getRuntime().maxMemory();
    if (bytes > most) {
      throw new IllegalArgumentException(
          "hidden layers of %s make %.3g parameters, which need %.1f GB; Java may use %.1f GB (RAVINE_JAVA_OPTIONS=-Xmx8g gives 8 GB)"
              .formatted(
                  network.hiddenLabel(),
                  network.parameters(features, outputs),
                  bytes / GIGA,
                  most / GIGA));
    }
  }
}
