package dev.ravine.lab;

import dev.ravine.data.CsvFile;
import dev.ravine.data.DataException;
import dev.ravine.data.Fold;
import dev.ravine.data.NamedSource;
import dev.ravine.data.PictureFolder;
import dev.ravine.data.Scaling;
import dev.ravine.data.Source;
import dev.ravine.nn.Activation;
import dev.ravine.nn.ClassWeights;
import dev.ravine.nn.Dropout;
import dev.ravine.optim.Nearest;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.RunLength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
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
          "pixels",
          "patience",
          "folds",
          "classWeights",
          "test",
          "resize",
          "optimizers");

  /// Keys that may have several values, of which every combination is run.
  private static final List<String> SEVERAL =
      List.of("activation", "weights", "normalization", "dropout", "epochs", "batch", "seeds");

  private static final int GREATEST = 1_000_000;

  private final Yaml.Mapping written;

  private ExperimentFile(Yaml.Mapping written) {
    this.written = written;
  }

  /// Reads a file.
  ///
  /// @param file YAML
  /// @param settings what is to be other than in the file, each `key=value`: a key of the file, or
  ///   a hyper-parameter, which is then set for all optimizers
  /// @return what the file says
  /// @throws IOException if it can't be read
  /// @throws InvalidExperimentException if it says something that it must not
  public static Blueprint read(Path file, List<String> settings) throws IOException {
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
  public static Blueprint parse(String text, List<String> settings) {
    ExperimentFile experiment = new ExperimentFile(mapping(Yaml.parse(text), "an experiment"));
    experiment.checkKeys();
    for (String setting : settings) {
      experiment = experiment.with(setting);
    }
    return experiment.blueprint();
  }

  private ExperimentFile with(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "--set must be of the form key=value, was \"%s\"".formatted(setting));
    }
    String key = setting.substring(0, equals).strip();
    Yaml value;
    try {
      value = Yaml.parse(setting.substring(equals + 1)).at(Yaml.NOWHERE);
    } catch (InvalidExperimentException e) {
      throw new IllegalArgumentException("--set %s: %s".formatted(setting, e.getMessage()), e);
    }
    if (known().contains(key)) {
      return new ExperimentFile(written.with(new Yaml.Entry(key, Yaml.NOWHERE, value)));
    }
    List<Yaml> changed =
        optimizers().stream()
            .map(optimizer -> (Yaml) optimizer.with(new Yaml.Entry(key, Yaml.NOWHERE, value)))
            .toList();
    Yaml list = new Yaml.Sequence(1, changed);
    return new ExperimentFile(written.with(new Yaml.Entry("optimizers", 1, list)));
  }

  private void checkKeys() {
    for (Yaml.Entry entry : written.entries()) {
      if (!known().contains(entry.key())) {
        throw new InvalidExperimentException(
            entry.line(), Nearest.unknown("key", entry.key(), known()));
      }
    }
  }

  private void checkLists() {
    optimizers().forEach(optimizer -> optimizer.entries().forEach(ExperimentFile::checkNotEmpty));
    written.entries().stream()
        .filter(entry -> SEVERAL.contains(entry.key()))
        .forEach(ExperimentFile::checkNotEmpty);
  }

  private static void checkNotEmpty(Yaml.Entry entry) {
    if (entry.value() instanceof Yaml.Sequence list && list.items().isEmpty()) {
      throw new InvalidExperimentException(
          entry.line(), entry.key() + " must be one value or more, was an empty list");
    }
  }

  private static List<String> known() {
    return Stream.of(KEYS, TableSettings.KEYS).flatMap(List::stream).toList();
  }

  private Blueprint blueprint() {
    checkLists();
    checkRuns();
    boolean oneRecipe = optimizers().size() == 1;
    Source source = source();
    TrainingOptions plain =
        new TrainingOptions(
            Scaling.STANDARDIZED,
            text("patience").map(scalar -> whole(scalar, "patience")).orElse(0),
            text("test").map(Yaml.Scalar::text),
            value("classWeights", ClassWeights.NONE, checked(ClassWeights::named)),
            folds());
    Parts parts = parts(source, plain);
    int train = parts.train;
    Preset preset = value("preset", Preset.USUAL, checked(Preset::named));
    Defaults defaults = new Defaults(source, train, preset);
    List<Length> lengths = lengths(defaults);
    List<RunPlan> runs = new ArrayList<>();
    List<ModelPlan> models = models(defaults);
    for (Yaml.Mapping optimizer : optimizers()) {
      for (Length length : lengths) {
        for (Choice choice : choices(optimizer, length.steps(train))) {
          for (long seed : seeds()) {
            for (ModelPlan model : models) {
              RunPlan run = choice.plan(seed).with(length.budget);
              runs.add(models.size() == 1 ? run : run.with(model));
            }
          }
        }
      }
    }
    return new Blueprint(
            oneRecipe ? "sweep" : "compare",
            source,
            text("dataFolder").map(scalar -> Path.of(scalar.text())),
            train,
            parts.validation,
            models.getFirst(),
            lengths.getFirst().epochs,
            lengths.getFirst().batch,
            keep(),
            runs)
        .with(
            new TrainingOptions(
                value("pixels", defaults.scaling(), checked(Scaling::named)),
                plain.patience(),
                plain.test(),
                plain.classWeights(),
                plain.folds()));
  }

  /// How many examples to train and to validate on.
  private record Parts(int train, int validation) {}

  private Parts parts(Source source, TrainingOptions options) {
    if (options.folds() == 0) {
      return new Parts(
          count("train", () -> options.usualTrain(source)),
          count("validation", source::usualValidation));
    }
    written
        .find("validation")
        .ifPresent(entry -> {
          throw new InvalidExperimentException(
              entry.line(), "validation can't come with folds, which say how many it is");
        });
    int all = count("train", () -> source.usualTrain() + source.usualValidation());
    int validation = Fold.validated(all, options.folds());
    return new Parts(all - validation, validation);
  }

  private int folds() {
    return value(
        "folds",
        0,
        scalar -> {
          int folds = whole(scalar, "folds");
          if (folds < 2) {
            throw new InvalidExperimentException(
                scalar.line(), "folds must be 2 or more, was " + folds);
          }
          return folds;
        });
  }

  /// How long runs train, and what of it their plans must say: what is other in other runs.
  private record Length(int epochs, int batch, Budget budget) {

    RunLength steps(int train) {
      int perEpoch = Math.max(1, train / batch);
      return new RunLength((long) epochs * perEpoch, perEpoch);
    }
  }

  private List<Length> lengths(Defaults defaults) {
    List<Length> all = new ArrayList<>();
    for (int batch : counts("batch", defaults.batch())) {
      for (int epochs : counts("epochs", defaults.epochs(batch))) {
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

  /// One whole number, or several.
  private List<Integer> counts(String key, int otherwise) {
    return written
        .find(key)
        .map(entry ->
            Grid.of(entry.value()).values().stream()
                .map(text -> whole(new Yaml.Scalar(entry.value().line(), text), key))
                .toList())
        .orElse(List.of(otherwise));
  }

  private Source source() {
    Source source = value("data", NamedSource.STROKES, checked(ExperimentFile::source));
    TableSettings table = new TableSettings(this::joined);
    if (table.given()) {
      source = source.reading(table.options());
    }
    Source unsized = source;
    source =
        value("resize", source, checked(text -> unsized.resized(PictureFolder.Size.parse(text))));
    for (CsvFile.Kind kind : CsvFile.Kind.values()) {
      Source before = source;
      source =
          value(
              kind.label(),
              source,
              checked(name -> before.learning(new CsvFile.Column(kind, name))));
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
                Nearest.unknown("data set", label, Source.labels())
                    + ", or a CSV file, or a folder of pictures"));
  }

  /// One value, or several with commas between them.
  private Optional<String> joined(String key) {
    return written
        .find(key)
        .map(entry ->
            entry.value() instanceof Yaml.Sequence list
                ? list.items().stream()
                    .map(item -> scalar(item, key).text())
                    .collect(Collectors.joining(","))
                : scalar(entry.value(), key).text());
  }

  /// All combinations of what the networks may be.
  private List<ModelPlan> models(Defaults defaults) {
    ModelPlan usual = ModelPlan.ofTheExperiment();
    List<ModelPlan> models = new ArrayList<>();
    for (Activation activation : values("activation", usual.activation(), Activation::named)) {
      for (List<Integer> hidden : networks(defaults)) {
        for (String weights : values("weights", defaults.weights(activation), ModelPlan::weights)) {
          for (ModelPlan.Normalization normalization :
              values("normalization", usual.normalization(), ModelPlan.Normalization::named)) {
            for (double dropout : values("dropout", usual.dropout(), ExperimentFile::dropout)) {
              models.add(new ModelPlan(hidden, activation, weights, normalization, dropout));
            }
          }
        }
      }
    }
    return models;
  }

  /// One value or several.
  private <T> List<T> values(String key, T otherwise, Function<String, T> reader) {
    Optional<Yaml.Entry> entry = written.find(key);
    if (entry.isPresent() && entry.get().value() instanceof Yaml.Sequence list) {
      return list.items().stream().map(item -> checked(reader).apply(scalar(item, key))).toList();
    }
    return List.of(value(key, otherwise, checked(reader)));
  }

  /// A list of widths is one network, a list of lists, or of texts such as `5x100`, is several.
  private List<List<Integer>> networks(Defaults defaults) {
    Optional<Yaml.Entry> entry = written.find("hidden");
    if (entry.isEmpty()) {
      return List.of(defaults.hidden());
    }
    return entry.get().value() instanceof Yaml.Sequence list && holdsNetworks(list)
        ? list.items().stream().map(ExperimentFile::widths).toList()
        : List.of(widths(entry.get().value()));
  }

  private static boolean holdsNetworks(Yaml.Sequence list) {
    return list.items().stream()
        .anyMatch(item -> item instanceof Yaml.Sequence || isRepeated(item));
  }

  private static boolean isRepeated(Yaml item) {
    return item instanceof Yaml.Scalar scalar && scalar.text().contains("x");
  }

  private static List<Integer> widths(Yaml value) {
    if (isRepeated(value)) {
      return checked(ModelPlan::widths).apply((Yaml.Scalar) value);
    }
    return Grid.of(value).values().stream()
        .map(width -> whole(new Yaml.Scalar(value.line(), width), "hidden"))
        .toList();
  }

  private static double dropout(String text) {
    try {
      return new Dropout(Double.parseDouble(text)).rate();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("dropout must be in [0, 1), was " + text, e);
    }
  }

  /// Says in which line something refused a text.
  private static <T> Function<Yaml.Scalar, T> checked(Function<String, T> reader) {
    return scalar -> {
      try {
        return reader.apply(scalar.text());
      } catch (IllegalArgumentException | DataException e) {
        throw new InvalidExperimentException(scalar.line(), String.valueOf(e.getMessage()));
      }
    };
  }

  private Blueprint.Keep keep() {
    return value("keepModels", Blueprint.Keep.RESULTS, checked(Blueprint.Keep::named));
  }

  private int count(String key, IntSupplier otherwise) {
    return text(key).map(scalar -> whole(scalar, key)).orElseGet(otherwise::getAsInt);
  }

  private static int whole(Yaml.Scalar scalar, String key) {
    try {
      int value = Integer.parseInt(scalar.text());
      if (value >= 1 && value <= GREATEST) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InvalidExperimentException(
        scalar.line(),
        "%s must be a whole number from 1 to %d, was %s".formatted(key, GREATEST, scalar.text()));
  }

  /// How many, or which.
  private List<Long> seeds() {
    Optional<Yaml.Entry> entry = written.find("seeds");
    if (entry.isPresent() && entry.get().value() instanceof Yaml.Sequence list) {
      return list.items().stream().map(ExperimentFile::seed).toList();
    }
    int count = count("seeds", () -> 1);
    Blueprint.checkRuns(count);
    return LongStream.range(0, count).boxed().toList();
  }

  private static long seed(Yaml written) {
    try {
      return Long.parseLong(scalar(written, "a seed").text());
    } catch (NumberFormatException e) {
      throw new InvalidExperimentException(
          written.line(), "a seed must be a whole number, was " + scalar(written, "a seed").text());
    }
  }

  private Optional<Yaml.Scalar> text(String key) {
    return written.find(key).map(entry -> scalar(entry.value(), key));
  }

  private <T> T value(String key, T otherwise, Function<Yaml.Scalar, T> reader) {
    return text(key).map(reader).orElse(otherwise);
  }

  private static Yaml.Scalar scalar(Yaml written, String what) {
    if (written instanceof Yaml.Scalar scalar) {
      return scalar;
    }
    throw new InvalidExperimentException(
        written.line(), what + " must be one value, was a list or a mapping");
  }

  private static Yaml.Mapping mapping(Yaml written, String what) {
    if (written instanceof Yaml.Mapping mapping) {
      return mapping;
    }
    throw new InvalidExperimentException(
        written.line(), what + " must be a mapping: lines of the form key: value");
  }

  /// Each as a mapping with the key `optimizer`.
  private List<Yaml.Mapping> optimizers() {
    Yaml.Entry entry =
        written
            .find("optimizers")
            .orElseThrow(() ->
                new InvalidExperimentException(
                    written.line(), "optimizers must be there: which to train with"));
    List<Yaml> items =
        entry.value() instanceof Yaml.Sequence list ? list.items() : List.of(entry.value());
    if (items.isEmpty()) {
      throw new InvalidExperimentException(entry.line(), "optimizers must not be empty");
    }
    return items.stream().map(ExperimentFile::optimizer).toList();
  }

  private static Yaml.Mapping optimizer(Yaml item) {
    if (item instanceof Yaml.Scalar) {
      return new Yaml.Mapping(item.line(), List.of(new Yaml.Entry("optimizer", item.line(), item)));
    }
    Yaml.Mapping mapping = mapping(item, "an optimizer");
    if (mapping.find("optimizer").isEmpty()) {
      throw new InvalidExperimentException(
          item.line(), "an optimizer must have the key optimizer: a rule's name or a recipe");
    }
    return mapping;
  }

  /// A recipe with values for all its hyper-parameters, and what to call it.
  private record Choice(String name, Optimizer recipe, List<Revision> revisions) {

    RunPlan plan(long seed) {
      RunPlan plan = RunPlan.of(name, recipe, seed);
      for (Revision revision : revisions) {
        plan = plan.with(revision);
      }
      return plan;
    }

    static Choice of(Yaml.Scalar written, RunLength length) {
      String text = written.text();
      try {
        return new Choice(text, Choices.recipe(text, Optional.of(length)), List.of());
      } catch (IllegalArgumentException e) {
        throw new InvalidExperimentException(written.line(), String.valueOf(e.getMessage()));
      }
    }

    /// A constant learning rate is shown beside the name; all else is part of it.
    Choice with(Yaml.Entry parameter, String value, RunLength length) {
      try {
        if (Revision.isKey(parameter.key())) {
          Revision revision = Revision.parse(parameter.key(), value);
          revision.checkFits(recipe);
          List<Revision> more = new ArrayList<>(revisions);
          more.add(revision);
          return new Choice(name, recipe, more);
        }
        Optimizer changed = recipe.with(parameter.key(), value, length);
        boolean shown = parameter.key().equals("learningRate") && !value.contains("(");
        return new Choice(
            shown ? name : "%s %s=%s".formatted(name, parameter.key(), value), changed, revisions);
      } catch (IllegalArgumentException e) {
        throw new InvalidExperimentException(parameter.line(), String.valueOf(e.getMessage()));
      }
    }
  }

  private double severalNetworks() {
    return Stream.of("hidden", "activation", "weights", "normalization", "dropout")
        .mapToDouble(key ->
            written
                .find(key)
                .map(entry ->
                    entry.value() instanceof Yaml.Sequence list
                            && (!key.equals("hidden") || holdsNetworks(list))
                        ? list.items().size()
                        : 1)
                .orElse(1))
        .reduce(1, (a, b) -> a * b);
  }

  /// Counts all combinations before one is made.
  private void checkRuns() {
    double count = 0;
    double each = (double) seeds().size() * Math.max(1, folds()) * severalNetworks();
    each *= counts("batch", 1).size() * (double) counts("epochs", 1).size();
    for (Yaml.Mapping optimizer : optimizers()) {
      double combinations = each;
      for (Yaml.Entry parameter : optimizer.entries()) {
        if (!parameter.key().equals("optimizer")) {
          combinations *= Grid.of(parameter.value()).values().size();
        }
      }
      count += combinations;
      try {
        Blueprint.checkRuns((long) count);
      } catch (IllegalArgumentException e) {
        throw new InvalidExperimentException(optimizer.line(), String.valueOf(e.getMessage()));
      }
    }
  }

  /// All combinations of one optimizer's values.
  private static List<Choice> choices(Yaml.Mapping optimizer, RunLength length) {
    Yaml named = optimizer.find("optimizer").orElseThrow().value();
    List<Choice> choices = List.of(Choice.of(scalar(named, "optimizer"), length));
    for (Yaml.Entry parameter : optimizer.entries()) {
      if (parameter.key().equals("optimizer")) {
        continue;
      }
      List<String> values = Grid.of(parameter.value()).values();
      choices =
          choices.stream()
              .flatMap(
                  choice -> values.stream().map(value -> choice.with(parameter, value, length)))
              .toList();
    }
    return choices;
  }
}
