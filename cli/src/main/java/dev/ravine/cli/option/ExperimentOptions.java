package dev.ravine.cli.option;

import dev.ravine.data.source.NamedSource;
import dev.ravine.data.source.PictureFolder;
import dev.ravine.data.source.Source;
import dev.ravine.data.split.Fold;
import dev.ravine.data.table.TargetColumn;
import dev.ravine.lab.plan.Defaults;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.Preset;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.plan.TrainingOptions;
import dev.ravine.lab.yaml.ExperimentFile;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.recipe.RunLength;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What commands that train have in common: data, budget, folder, threads.
public final class ExperimentOptions {

  private static final int MOST_EXAMPLES = 1_000_000;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      defaultValue = "strokes",
      description =
          "The data: strokes, mnist, fashion-mnist, cifar10, cifar100, a CSV file, or a folder that"
              + " holds a folder of pictures for each class (default: ${DEFAULT-VALUE}).")
  private String data = "strokes";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The folder that holds the data sets' own folders, or such a folder itself"
              + " (default: where `./ravine data --fetch` puts them).")
  private @Nullable Path dataFolder;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "The column of a CSV file that holds classes (default: label).")
  private @Nullable String label;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The column of a CSV file that holds values to be learnt (default: target).")
  private @Nullable String target;

  @Option(
      names = "--train",
      paramLabel = "N",
      description =
          "Train on the first N examples (default: 4000; four fifths of one's own files).")
  private @Nullable Integer trainExamples;

  @Option(
      names = "--validation",
      paramLabel = "N",
      description =
          "Validate on the last N training examples (default: 1000; a fifth of one's own files).")
  private @Nullable Integer validationExamples;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "How often to go through the training data (default: as often as 600 steps take, at least"
              + " 5).")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Examples per step (default: 100; fewer of small data).")
  private @Nullable Integer batch;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "usual",
      description =
          "usual, or published: the published experiment with its weights, pictures that are only"
              + " centered, and five epochs with batches of 100 (default: ${DEFAULT-VALUE}).")
  private String preset = "usual";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the results here (default: runs/<time>-<command>).")
  private @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many threads: runs go side by side, one thread each; only when there are fewer runs"
              + " than threads do runs get several (default: all processors).")
  private @Nullable Integer threads;

  @Option(
      names = "--resize",
      paramLabel = "SIZE",
      description = "Stretch pictures of one's own to this size: 32, or 48x32 (width and height).")
  private @Nullable String resize;

  @Option(
      names = "--clip-norm",
      paramLabel = "NORM",
      description = "Clip the gradient's norm: clipGlobalNorm(NORM) in front of every recipe.")
  private @Nullable Double clip;

  @Option(
      names = "--keep",
      paramLabel = "WHAT",
      description =
          "Which models to keep of each run: none, last, best (of the epoch with the best validation"
              + " accuracy, or R²) or all (of every epoch) (default: none; last of what trains one"
              + " network, or is tested).")
  private @Nullable String kept;

  @Mixin private TrainingArguments training = new TrainingArguments();
  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private TableArguments table = new TableArguments();

  /// Takes options of the method of training.
  ///
  /// @param options of a command that has them
  public void of(MethodOptions options) {
    training.ofMethod(options.arguments());
  }

  private void check(Source source, int train, int validation, int batch) {
    if ((long) train + validation > MOST_EXAMPLES) {
      throw new IllegalArgumentException(
          "--train and --validation must be at most %d together, were %d"
              .formatted(MOST_EXAMPLES, (long) train + validation));
    }
    if (dataFolder != null && (source == NamedSource.STROKES || !(source instanceof NamedSource))) {
      throw new IllegalArgumentException(
          "--data-dir must come with a data set that is downloaded, such as --data mnist");
    }
    if (batch > train) {
      throw new IllegalArgumentException(
          "--batch must be at most the number of training examples, %d, was %d"
              .formatted(train, batch));
    }
  }

  /// The preset that was chosen.
  ///
  /// @return the usual one, if none was
  public Preset preset() {
    return Preset.named(preset);
  }

  /// How many threads to use.
  ///
  /// @return 1 or more
  public int threads() {
    return CommandArguments.threads(threads);
  }

  private Source source() {
    Source source = table.of(ExperimentFile.source(data));
    if (resize != null) {
      source = source.resized(PictureFolder.Size.parse(resize));
    }
    if (label != null && target != null) {
      throw new IllegalArgumentException("--label and --target must not both be given");
    }
    if (label != null) {
      source = source.learning(new TargetColumn(TargetColumn.Kind.LABEL, label));
    }
    if (target != null) {
      source = source.learning(new TargetColumn(TargetColumn.Kind.TARGET, target));
    }
    return source.settled();
  }

  private List<RunPlan> clipped(List<RunPlan> runs) {
    if (clip == null) {
      return runs;
    }
    String stage = "clipGlobalNorm(%s) | ".formatted(HyperParameters.print(clip));
    return runs.stream()
        .map(run ->
            RunPlan.of(stage + run.optimizer(), Optimizer.parse(stage + run.recipe()), run.seed()))
        .toList();
  }

  /// The folder for the results of one command.
  public Path folder(String kind) {
    return CommandArguments.folder(out, kind);
  }

  /// The rules of settings are said with the names that files have; here options are named.
  private static <T> T named(String setting, String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(setting + " ")
          ? new IllegalArgumentException(option + message.substring(setting.length()), e)
          : e;
    }
  }

  /// What is to be done, once everything that can be checked without the data is checked.
  public ExperimentPlan experimentPlan(
      String kind, Function<RunLength, List<RunPlan>> runs, KeptModels keep) {
    threads();
    Source source = source();
    TrainingOptions plain = training.options();
    int validation = validation(source, plain.folds());
    int train = train(source, plain, validation);
    Defaults defaults = new Defaults(source, train, preset());
    int examples = batch == null ? defaults.batch() : batch;
    CommandArguments.atLeastOne("--batch", examples);
    check(source, train, validation, examples);
    int times = epochs == null ? defaults.epochs(examples) : epochs;
    CommandArguments.atLeastOne("--epochs", times);
    long perEpoch = Math.max(1, train / examples);
    RunLength length =
        new RunLength(times * perEpoch, perEpoch).accumulating(plain.method().batchesPerUpdate());
    return new ExperimentPlan(
            kind,
            source,
            Optional.ofNullable(dataFolder),
            train,
            validation,
            network.plan(defaults),
            times,
            examples,
            keep(keep),
            clipped(runs.apply(length)))
        .with(plain.scaled(defaults.scaling()));
  }

  private KeptModels keep(KeptModels otherwise) {
    String asked = kept;
    return asked == null ? otherwise : named("keepModels", "--keep", () -> KeptModels.named(asked));
  }

  private int validation(Source source, int folds) {
    if (folds > 0) {
      if (validationExamples != null) {
        throw new IllegalArgumentException(
            "--validation can't come with --folds, which says how many it is");
      }
      return Fold.validated(folded(source), folds);
    }
    int validation = validationExamples == null ? source.usualValidation() : validationExamples;
    CommandArguments.atLeastOne("--validation", validation);
    return validation;
  }

  private int train(Source source, TrainingOptions plain, int validation) {
    if (plain.folds() > 0) {
      return folded(source) - validation;
    }
    int train = trainExamples == null ? plain.usualTrain(source) : trainExamples;
    CommandArguments.atLeastOne("--train", train);
    return train;
  }

  /// The examples of all folds.
  private int folded(Source source) {
    return trainExamples == null ? source.usualTrain() + source.usualValidation() : trainExamples;
  }
}
