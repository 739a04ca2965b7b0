package dev.ravine.lab.plan;

import dev.ravine.cluster.TrainingMethods;
import dev.ravine.data.Scaling;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.source.Source;
import dev.ravine.data.split.Split;
import dev.ravine.nn.objective.ClassWeights;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.hyperparameter.HyperParameters;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What else is decided of the runs of an experiment.
///
/// @param scaling what is done to pictures
/// @param patience after how many epochs without a better validation accuracy a run ends; 0: never
/// @param test what the best run is tested on, once, at the end: a share of the examples such as
///   `0.2`, a file, a folder, or `official` for a data set's own test files
/// @param classWeights how much the examples of each class count
/// @param folds of a cross-validation, 2 or more; 0 if there is none
/// @param labelSmoothing the part of each label that goes to all classes in equal shares, in [0, 1)
/// @param autoencoder whether the features themselves are learnt, not labels or values
/// @param method who does the work of a run
public record TrainingOptions(
    Scaling scaling,
    int patience,
    Optional<String> test,
    ClassWeights classWeights,
    int folds,
    double labelSmoothing,
    boolean autoencoder,
    TrainingMethod method) {

  /// The names of the options in files.
  public static final List<String> KEYS =
      List.of(
          "pixels",
          "patience",
          "test",
          "classWeights",
          "folds",
          "labelSmoothing",
          "autoencoder",
          "method");

  /// Nothing but what is usual.
  public static final TrainingOptions USUAL =
      read(
          new OptionReader() {
            @Override
            public <T> T read(String key, T usual, Function<String, T> parse) {
              return usual;
            }
          });

  /// The text of `test` that names a data set's own test files.
  public static final String OFFICIAL = "official";

  public TrainingOptions {
    if (patience < 0) {
      throw new IllegalArgumentException("patience must be 0 or more, was " + patience);
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "labelSmoothing must be in [0, 1), was " + HyperParameters.print(labelSmoothing));
    }
    share(test);
    if (autoencoder && test.isPresent()) {
      throw new IllegalArgumentException("autoencoder can't come with test");
    }
    if (autoencoder && (!classWeights.equals(ClassWeights.NONE) || labelSmoothing > 0)) {
      throw new IllegalArgumentException(
          "autoencoder learns no classes: classWeights and labelSmoothing can't come with it");
    }
    if (folds != 0 && folds < 2) {
      throw new IllegalArgumentException("folds must be 2 or more, was " + folds);
    }
    if (folds > 0 && test.isPresent()) {
      throw new IllegalArgumentException(
          "test can't come with folds, which leave no single model to test: test the best setting in a run of its own");
    }
  }

  /// What the runs see of data.
  ///
  /// @param split as it was loaded
  /// @return with pictures scaled, and with what is to be learnt
  public Split of(Split split) {
    Split scaled = split.scaled(scaling);
    return autoencoder ? scaled.reconstructing() : scaled;
  }

  /// The same with pictures scaled in another way.
  ///
  /// @param other what is done to pictures
  /// @return a changed copy
  public TrainingOptions scaled(Scaling other) {
    return new TrainingOptions(
        other, patience, test, classWeights, folds, labelSmoothing, autoencoder, method);
  }

  /// The share of the examples that is kept for testing.
  ///
  /// @return empty if something else is tested on
  Optional<Double> share() {
    return share(test);
  }

  private static Optional<Double> share(Optional<String> test) {
    if (test.isEmpty() || !test.get().matches("[0-9.]+")) {
      return Optional.empty();
    }
    double share = Double.parseDouble(test.get());
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "test must be a share in (0, 1), a file, a folder or official, was " + test.get());
    }
    return Optional.of(share);
  }

  /// How many examples are kept for testing beside those to train and to validate.
  ///
  /// @param others how many those are
  /// @return 0 if no share is kept
  public int heldOut(int others) {
    return share()
        .map(share -> Math.max(1, (int) Math.round(share / (1 - share) * others)))
        .orElse(0);
  }

  /// How many examples to train on if nobody says: of one's own files fewer, if a share is kept for
  /// testing.
  ///
  /// @param source the data
  /// @return 1 or more
  public int usualTrain(Source source) {
    int usual = source.usualTrain();
    if (source instanceof NamedSource) {
      return usual;
    }
    int all = usual + source.usualValidation();
    return share()
        .map(share -> Math.max(1, usual - Math.max(1, (int) Math.round(share * all))))
        .orElse(usual);
  }

  void write(ObjectNode json) {
    json.put("pixels", scaling.label());
    if (patience > 0) {
      json.put("patience", patience);
    }
    test.ifPresent(what -> json.put("test", what));
    if (!classWeights.equals(ClassWeights.NONE)) {
      json.put("classWeights", classWeights.label());
    }
    if (folds > 0) {
      json.put("folds", folds);
    }
    if (labelSmoothing > 0) {
      json.put("labelSmoothing", labelSmoothing);
    }
    if (autoencoder) {
      json.put("autoencoder", true);
    }
    if (!method.equals(TrainingMethod.PLAIN)) {
      json.put("method", method.toString());
    }
  }

  /// Versions that did not write what is done to pictures subtracted the mean picture.
  static TrainingOptions read(JsonNode json) {
    TrainingOptions options =
        read(
            new OptionReader() {
              @Override
              public <T> T read(String key, T usual, Function<String, T> parse) {
                return json.has(key) ? parse.apply(json.get(key).asString()) : usual;
              }
            });
    return json.has("pixels") ? options : options.scaled(Scaling.CENTERED);
  }

  /// Reads all options.
  ///
  /// @param options what was given
  /// @return the rest is as usual
  public static TrainingOptions read(OptionReader options) {
    return new TrainingOptions(
        options.read("pixels", Scaling.STANDARDIZED, Scaling::named),
        options.read("patience", 0, text -> whole("patience", text)),
        options.read("test", Optional.empty(), Optional::of),
        options.read("classWeights", ClassWeights.NONE, ClassWeights::parse),
        options.read("folds", 0, TrainingOptions::folds),
        options.read("labelSmoothing", 0.0, text -> number("labelSmoothing", text)),
        options.read("autoencoder", false, text -> truth("autoencoder", text)),
        options.read("method", TrainingMethod.PLAIN, TrainingOptions::method));
  }

  private static TrainingMethod method(String text) {
    try {
      return TrainingMethods.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("method " + e.getMessage(), e);
    }
  }

  private static int folds(String text) {
    int folds = whole("folds", text);
    if (folds < 2) {
      throw new IllegalArgumentException("folds must be 2 or more, was " + text);
    }
    return folds;
  }

  private static int whole(String key, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a whole number, was %s".formatted(key, text), e);
    }
  }

  private static boolean truth(String key, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("%s must be true or false, was %s".formatted(key, text));
    }
    return text.equals("true");
  }

  private static double number(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s must be a number, was %s".formatted(key, text), e);
    }
  }
}
