package dev.ravine.data.source;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.split.Fold;
import dev.ravine.data.split.Split;
import dev.ravine.data.table.TableOptions;
import dev.ravine.data.table.TargetColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where examples come from: a data set that is known by name, or files of one's own.
public sealed interface Source permits NamedSource, CsvFile, PictureFolder {

  /// How it is called on the command line and in files.
  ///
  /// @return a name or a path, which [#find] understands
  String label();

  /// Reads or draws training and validation data: the first and the last of the examples.
  ///
  /// @param folder that holds the folders of data sets with a name, or such a folder itself
  /// @param train how many to train on, 1 or more
  /// @param validation how many to validate on, 1 or more
  /// @return the two parts
  /// @throws DataException if files are missing or damaged, or hold too few examples
  Split load(Path folder, int train, int validation);

  /// One fold of a cross-validation of the first examples.
  ///
  /// @param folder as in [#load]
  /// @param examples how many, 2 or more
  /// @param fold which
  /// @return the two parts, of all examples together
  /// @throws DataException if files are missing or damaged, or hold too few examples
  Split fold(Path folder, int examples, Fold fold);

  /// Examples that are neither in the training nor in the validation data of [#load].
  ///
  /// @param folder as there
  /// @param train as there
  /// @param validation as there
  /// @param count how many, 1 or more
  /// @return those after the training examples
  /// @throws DataException if files are missing or damaged, or hold too few examples
  default Dataset more(Path folder, int train, int validation, int count) {
    return load(folder, Math.addExact(train, count), validation)
        .train()
        .range(train, train + count);
  }

  /// The same examples with another column to be learnt.
  ///
  /// @param column of a table
  /// @return what learns that column
  /// @throws DataException if this is no table
  default Source learning(TargetColumn column) {
    throw new DataException(
        "%s must come with a CSV file, but the data is %s"
            .formatted(column.kind().label(), label()));
  }

  /// The same, read in another way.
  ///
  /// @param options how a table is read
  /// @return what reads it so
  /// @throws DataException if this is no table
  default Source reading(TableOptions options) {
    throw new DataException("options of tables must come with a table, but the data is " + label());
  }

  /// The same, with pictures of another size.
  ///
  /// @param to what they are stretched to
  /// @return what stretches them
  /// @throws DataException if this is no folder of pictures
  default Source resized(PictureFolder.Size to) {
    throw new DataException(
        "resize must come with a folder of pictures, but the data is " + label());
  }

  /// How the files were read, where that is for people to know.
  ///
  /// @return sentences without a full stop
  /// @throws DataException if files are missing or damaged
  default List<String> notes() {
    return List.of();
  }

  /// The same with what files decide if nobody says it.
  ///
  /// @return a source that says all by itself
  /// @throws DataException if files are missing or damaged
  default Source settled() {
    return this;
  }

  /// Whether values are learnt, not classes.
  ///
  /// @return of a settled source
  default boolean learnsValues() {
    return false;
  }

  /// How many examples to train on if nobody says.
  ///
  /// @return 1 or more
  /// @throws DataException if that is for files to say, and they are missing or damaged
  default int usualTrain() {
    return 4000;
  }

  /// How many examples to validate on if nobody says.
  ///
  /// @return 1 or more
  /// @throws DataException if that is for files to say, and they are missing or damaged
  default int usualValidation() {
    return 1000;
  }

  /// The names of all data sets that have one.
  ///
  /// @return the labels
  static List<String> labels() {
    return Arrays.stream(NamedSource.values()).map(NamedSource::label).toList();
  }

  /// Finds a source.
  ///
  /// @param label the name of a data set, a table (`.csv`, `.tsv`, `.txt`), or a folder of pictures
  /// @return the source, if it is one of them
  static Optional<Source> find(String label) {
    Optional<Source> named =
        Arrays.stream(NamedSource.values())
            .filter(source -> source.label().equals(label))
            .map(Source.class::cast)
            .findFirst();
    if (named.isPresent()) {
      return named;
    }
    if (CsvFile.isTable(label)) {
      return Optional.of(new CsvFile(Path.of(label), Optional.empty()));
    }
    boolean folder = !label.isBlank() && Files.isDirectory(Path.of(label));
    return folder ? Optional.of(new PictureFolder(Path.of(label))) : Optional.empty();
  }

  /// The folder that downloads go to unless another is named.
  ///
  /// @return `$XDG_CACHE_HOME/ravine`, or `.cache/ravine` in the home folder
  static Path cache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    return (cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache))
        .resolve("ravine");
  }
}
