package dev.ravine.lab.yaml;

import dev.ravine.data.source.NamedSource;
import dev.ravine.data.source.PictureFolder;
import dev.ravine.data.source.Source;
import dev.ravine.data.split.Fold;
import dev.ravine.data.table.TargetColumn;
import dev.ravine.lab.plan.Budget;
import dev.ravine.lab.plan.Defaults;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.Preset;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.plan.TableSettings;
import dev.ravine.lab.plan.TrainingOptions;
import dev.ravine.optim.recipe.Assignment;
import dev.ravine.optim.recipe.RunLength;
import dev.ravine.optim.recipe.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// An experiment as people write it, in YAML:
///
/// ```
/// data: cifar10
/// epochs: 5
/// seeds: 3
/// optimizers:
///   - sgd
///   - optimizer: clipGlobalNorm(1) | adam
///     learningRate: [1e-4, 1e-3]
///     beta1: log(0.8, 0.9, 3)
/// ```
///
/// Each optimizer is a rule's name or a recipe; its other keys are hyper-parameters, each with one
/// value or several, of which all combinations are run. `docs/lab.md` lists the keys.
public final class ExperimentFile {

  private static final List<String> KEYS =
      List.of(
          "about",
          "data",
          "dataFolder",
          "label",
          "target",
          "train",
          "validation",
          "hidden",
          "activation",
          "weights",
          "normalization",
          "dropout",
          "epochs",
          "batch",
          "seeds",
          "keepModels",
          "preset",
          "resize",
          "optimizers");

  /// Keys that may have several values, of which every combination is run.
  private static final List<String> SEVERAL =
      List.of("activation", "weights", "normalization", "dropout", "epochs", "batch", "seeds");

  private final Yaml.Mapping written;
  private final YamlKeys keys;
  private final NetworkKeys networks;

  private ExperimentFile(Yaml.Mapping written) {
    this.written = written;
    keys = new YamlKeys(written);
    networks = new NetworkKeys(written, keys);
  }

  /// Reads a file.
  ///
  /// @param file YAML
  /// @param settings what is to be other than in the file, each `key=value`: a key of the file, or
  ///   a hyper-parameter, which is then set for all optimizers
  /// @return what the file says
  /// @throws IOException if it can't be read
  /// @throws InvalidExperimentException if it says something that it must not
  public static ExperimentPlan read(Path file, List<String> settings) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " must be an experiment's file, but is a folder");
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(file.toString(), null, "the experiment's file is not there");
    }
    try {
      return parse(text, settings);
    } catch (InvalidExperimentException e) {
      throw e.in(file.toString());
    }
  }

  /// Reads a text.
  ///
  /// @param text YAML
  /// @param settings as in [#read]
  /// @return what the text says
  /// @throws InvalidExperimentException if it says something that it must not
  public static ExperimentPlan parse(String text, List<String> settings) {
    ExperimentFile experiment =
        new ExperimentFile(YamlKeys.mapping(Yaml.parse(text), "an experiment"));
    experiment.checkKeys();
    for (String setting : settings) {
      experiment = experiment.with(setting);
    }
    return experiment.experimentPlan();
  }

  private ExperimentFile with(String setting) {
    Assignment assignment = Assignment.parse(setting);
    String key = assignment.name();
    Yaml value;
    try {
      value = Yaml.parse(assignment.value()).at(Yaml.NOWHERE);
    } catch (InvalidExperimentException e) {
      throw new IllegalArgumentException("--set %s: %s".formatted(setting, e.getMessage()), e);
    }
    if (known().contains(key)) {
      return new ExperimentFile(written.with(new Yaml.Entry(key, Yaml.NOWHERE, value)));
    }
    List<Yaml> changed =
        OptimizerKeys.of(written).stream()
            .map(optimizer -> (Yaml) optimizer.with(new Yaml.Entry(key, Yaml.NOWHERE, value)))
            .toList();
    Yaml list = new Yaml.Sequence(1, changed);
    return new ExperimentFile(written.with(new Yaml.Entry("optimizers", 1, list)));
  }

  private void checkKeys() {
    for (Yaml.Entry entry : written.entries()) {
      if (!known().contains(entry.key())) {
        throw new InvalidExperimentException(
            entry.line(), Suggestion.unknown("key", entry.key(), known()));
      }
    }
  }

  private void checkLists() {
    OptimizerKeys.of(written)
        .forEach(optimizer -> optimizer.entries().forEach(YamlKeys::checkNotEmpty));
    written.entries().stream()
        .filter(entry -> SEVERAL.contains(entry.key()))
        .forEach(YamlKeys::checkNotEmpty);
  }

  private static List<String> known() {
    return Stream.of(KEYS, TrainingOptions.KEYS, TableSettings.KEYS).flatMap(List::stream).toList();
  }

  private ExperimentPlan experimentPlan() {
    checkLists();
    checkRuns();
    Source source = source();
    TrainingOptions plain = options();
    long perUpdate = plain.method().batchesPerUpdate();
    Parts parts = parts(source, plain);
    int train = parts.train;
    Preset preset = keys.value("preset", Preset.USUAL, YamlKeys.checked(Preset::named));
    Defaults defaults = new Defaults(source, train, preset);
    List<Length> lengths = lengths(defaults);
    List<RunPlan> runs = new ArrayList<>();
    List<ModelPlan> models = networks.models(defaults);
    for (Yaml.Mapping optimizer : OptimizerKeys.of(written)) {
      for (Length length : lengths) {
        for (RecipeChoice choice : RecipeChoice.all(optimizer, length.steps(train, perUpdate))) {
          for (long seed : seeds()) {
            for (ModelPlan model : models) {
              RunPlan run = choice.plan(seed).with(length.budget);
              runs.add(models.size() == 1 ? run : run.with(model));
            }
          }
        }
      }
    }
    return new ExperimentPlan(
            OptimizerKeys.of(written).size() == 1 ? "sweep" : "compare",
            source,
            keys.text("dataFolder").map(scalar -> Path.of(scalar.text())),
            train,
            parts.validation,
            models.getFirst(),
            lengths.getFirst().epochs,
            lengths.getFirst().batch,
            keep(),
            runs)
        .with(written.find("pixels").isPresent() ? plain : plain.scaled(defaults.scaling()));
  }

  private TrainingOptions options() {
    try {
      return TrainingOptions.read(keys);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw TrainingOptions.KEYS.stream()
          .filter(key -> message.startsWith(key + " "))
          .flatMap(key -> written.find(key).stream())
          .findFirst()
          .map(entry -> (RuntimeException) new InvalidExperimentException(entry.line(), message))
          .orElse(e);
    }
  }

  /// How many examples to train and to validate on.
  private record Parts(int train, int validation) {}

  private Parts parts(Source source, TrainingOptions options) {
    if (options.folds() == 0) {
      return new Parts(
          keys.count("train", () -> options.usualTrain(source)),
          keys.count("validation", source::usualValidation));
    }
    written
        .find("validation")
        .ifPresent(entry -> {
          throw new InvalidExperimentException(
              entry.line(), "validation can't come with folds, which say how many it is");
        });
    int all = keys.count("train", () -> source.usualTrain() + source.usualValidation());
    int validation = Fold.validated(all, options.folds());
    return new Parts(all - validation, validation);
  }

  /// How long runs train, and what of it their plans must say: what is other in other runs.
  private record Length(int epochs, int batch, Budget budget) {

    RunLength steps(int train, long perUpdate) {
      long perEpoch = Math.max(1, train / batch);
      return new RunLength(epochs * perEpoch, perEpoch).accumulating(perUpdate);
    }
  }

  private List<Length> lengths(Defaults defaults) {
    List<Length> all = new ArrayList<>();
    for (int batch : keys.counts("batch", defaults.batch())) {
      for (int epochs : keys.counts("epochs", defaults.epochs(batch))) {
        all.add(new Length(epochs, batch, Budget.USUAL));
      }
    }
    boolean sameEpochs = all.stream().map(Length::epochs).distinct().count() == 1;
    boolean sameBatch = all.stream().map(Length::batch).distinct().count() == 1;
    return all.stream()
        .map(length ->
            new Length(
                length.epochs,
                length.batch,
                new Budget(
                    sameEpochs ? Optional.empty() : Optional.of(length.epochs),
                    sameBatch ? Optional.empty() : Optional.of(length.batch))))
        .toList();
  }

  private Source source() {
    Source source =
        keys.value("data", NamedSource.STROKES, YamlKeys.checked(ExperimentFile::source));
    TableSettings table = new TableSettings(keys::joined);
    if (table.given()) {
      source = source.reading(table.options());
    }
    Source unsized = source;
    source =
        keys.value(
            "resize",
            source,
            YamlKeys.checked(text -> unsized.resized(PictureFolder.Size.parse(text))));
    for (TargetColumn.Kind kind : TargetColumn.Kind.values()) {
      Source before = source;
      source =
          keys.value(
              kind.label(),
              source,
              YamlKeys.checked(name -> before.learning(new TargetColumn(kind, name))));
    }
    return source.settled();
  }

  /// Finds data.
  ///
  /// @param label the name of a data set, a CSV file or a folder of pictures
  /// @return the source
  /// @throws IllegalArgumentException if it is none of them
  public static Source source(String label) {
    return Source.find(label)
        .orElseThrow(() ->
            new IllegalArgumentException(
                Suggestion.unknown("data set", label, Source.labels())
                    + ", or a CSV file, or a folder of pictures"));
  }

  private KeptModels keep() {
    return keys.value("keepModels", KeptModels.RESULTS, YamlKeys.checked(KeptModels::named));
  }

  /// How many, or which.
  private List<Long> seeds() {
    Optional<Yaml.Entry> entry = written.find("seeds");
    if (entry.isPresent() && entry.get().value() instanceof Yaml.Sequence list) {
      return list.items().stream().map(ExperimentFile::seed).toList();
    }
    int count = keys.count("seeds", () -> 1);
    ExperimentPlan.checkRuns(count);
    return LongStream.range(0, count).boxed().toList();
  }

  private static long seed(Yaml written) {
    try {
      return Long.parseLong(YamlKeys.scalar(written, "a seed").text());
    } catch (NumberFormatException e) {
      throw new InvalidExperimentException(
          written.line(),
          "a seed must be a whole number, was " + YamlKeys.scalar(written, "a seed").text());
    }
  }

  /// Counts all combinations before one is made.
  private void checkRuns() {
    double count = 0;
    double each = (double) seeds().size() * Math.max(1, options().folds()) * networks.count();
    each *= keys.counts("batch", 1).size() * (double) keys.counts("epochs", 1).size();
    for (Yaml.Mapping optimizer : OptimizerKeys.of(written)) {
      double combinations = each;
      for (Yaml.Entry parameter : optimizer.entries()) {
        if (!parameter.key().equals("optimizer")) {
          combinations *= Grid.of(parameter.value()).values().size();
        }
      }
      count += combinations;
      try {
        ExperimentPlan.checkRuns((long) count);
      } catch (IllegalArgumentException e) {
        throw new InvalidExperimentException(optimizer.line(), String.valueOf(e.getMessage()));
      }
    }
  }
}
