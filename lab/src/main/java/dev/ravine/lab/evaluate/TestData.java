package dev.ravine.lab.evaluate;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.data.NoTargets;
import dev.ravine.data.schema.PictureShape;
import dev.ravine.data.schema.TableSchema;
import dev.ravine.data.source.CsvFile;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.source.PictureFolder;
import dev.ravine.data.source.Source;
import dev.ravine.data.split.Split;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.TrainingOptions;
import dev.ravine.nn.saved.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Examples to test a model on that it was not trained on.
public final class TestData {

  private TestData() {}

  /// What an experiment is to be tested on, if that is no share of its own examples.
  ///
  /// @throws DataException if it is missing, damaged, or of another kind than the training data
  public static Optional<Dataset> of(ExperimentPlan experimentPlan, Path dataFolder, Split split) {
    Optional<String> test = experimentPlan.options().test();
    if (test.isEmpty()) {
      return Optional.empty();
    }
    Source source = experimentPlan.source();
    Dataset train = split.train();
    if (test.get().equals(TrainingOptions.OFFICIAL)) {
      return Optional.of(official(source, train, dataFolder));
    }
    Path path = Path.of(test.get());
    if (!Files.exists(path)) {
      throw new DataException(
          "test must be a share in (0, 1), a file, a folder or official, but %s is not there"
              .formatted(path));
    }
    if (holdsExamplesOf(source, path)) {
      throw new DataException(
          "test must be other examples than those to learn from, was the same: " + path);
    }
    Optional<List<String>> classes =
        train.targets() instanceof Labels labels ? Optional.of(labels.names()) : Optional.empty();
    if (source instanceof CsvFile table) {
      TableSchema schema = train.schema().orElseThrow();
      return Optional.of(
          learnt(table(path, table, schema, classes, new ArrayList<>()), schema.target(), path));
    }
    if (source instanceof PictureFolder pictures) {
      return Optional.of(
          new PictureFolder(path, pictures.size(), pictures.order())
              .labelled(train.picture().orElseThrow(), classes.orElseThrow()));
    }
    throw new DataException(
        "test must be official or a share for %s, was %s".formatted(source.label(), path));
  }

  private static boolean holdsExamplesOf(Source source, Path path) {
    Optional<Path> learnt =
        switch (source) {
          case CsvFile table -> Optional.of(table.file());
          case PictureFolder pictures -> Optional.of(pictures.folder());
          case NamedSource named -> Optional.empty();
        };
    try {
      return learnt.isPresent() && Files.isSameFile(learnt.get(), path);
    } catch (IOException e) {
      throw new DataException("%s can't be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  /// Whether a model was trained on the very files.
  private static boolean learntFrom(SavedModel model, Source source) {
    Optional<String> then = Optional.ofNullable(model.metadata().get("data"));
    return then.isPresent()
        && !then.get().isEmpty()
        && Files.exists(Path.of(then.get()))
        && holdsExamplesOf(source, Path.of(then.get()));
  }

  private static Dataset official(Source source, Dataset train, Path dataFolder) {
    return switch (source) {
      case NamedSource named -> named.test(dataFolder);
      case PictureFolder pictures ->
          pictures
              .test()
              .orElseThrow(() ->
                  new DataException(
                      "%s must have folders train and test to be tested on its own"
                          .formatted(pictures.label())))
              .labelled(train.picture().orElseThrow(), ((Labels) train.targets()).names());
      case CsvFile table ->
          throw new DataException(
              "test must be a share or a file for a table, was " + TrainingOptions.OFFICIAL);
    };
  }

  private static Dataset table(
      Path path,
      CsvFile like,
      TableSchema schema,
      Optional<List<String>> classes,
      List<String> notes) {
    return new CsvFile(path, Optional.empty(), like.options()).examples(schema, classes, notes);
  }

  private static Dataset learnt(Dataset data, String target, Path path) {
    if (data.targets() instanceof NoTargets) {
      throw new DataException(
          "%s must have the column %s, with what the model learnt, in every row"
              .formatted(path, target));
    }
    return data;
  }

  /// Examples for a model that was saved.
  ///
  /// @param model what is tested
  /// @param source a table, a folder of pictures, or a data set with a name, whose own test files
  ///   are read
  /// @param dataFolder where data sets with a name are
  /// @param notes are told what is odd about the examples
  /// @return examples with what the model is to say
  /// @throws DataException if they are missing, damaged, or of another kind than the model
  public static Dataset of(SavedModel model, Source source, Path dataFolder, List<String> notes) {
    Optional<List<String>> classes =
        model.classes().isEmpty() ? Optional.empty() : Optional.of(model.classes());
    Dataset data =
        switch (source) {
          case NamedSource named -> named.test(dataFolder);
          case CsvFile table -> {
            TableSchema schema =
                model
                    .schema()
                    .orElseThrow(() ->
                        new DataException(
                            "the model must have learnt from a table to be evaluated on one; "
                                + source.label()
                                + " is one"));
            yield learnt(
                table(table.file(), table, schema, classes, notes), schema.target(), table.file());
          }
          case PictureFolder pictures -> {
            PictureShape shape =
                model
                    .picture()
                    .orElseThrow(() ->
                        new DataException(
                            "the model was not trained on pictures, but was given "
                                + source.label()));
            PictureFolder sized =
                model.stretchesPictures()
                    ? pictures.resized(new PictureFolder.Size(shape.width(), shape.height()))
                    : pictures;
            PictureFolder of = sized.test().orElse(sized);
            notes.addAll(of.notes());
            yield of.labelled(shape, classes.orElse(List.of()));
          }
        };
    boolean apart = source instanceof PictureFolder pictures && pictures.test().isPresent();
    if (!(source instanceof NamedSource) && !apart && learntFrom(model, source)) {
      notes.add(
          "the model learnt from most of these examples: numbers of new ones are worse (train with"
              + " --test to know them)");
    }
    if (data.targets() instanceof Labels labels && !labels.names().equals(model.classes())) {
      throw new DataException(
          model.classes().isEmpty()
              ? "the model predicts values, or is an autoencoder, but %s has classes"
                  .formatted(source.label())
              : "%s must have the model's classes, %s, has %s"
                  .formatted(source.label(), model.classes(), labels.names()));
    }
    return data;
  }
}
