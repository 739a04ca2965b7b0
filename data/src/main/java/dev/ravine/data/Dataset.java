package dev.ravine.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Examples: features, and what is to be learnt of each. Immutable.
public final class Dataset {

  private final DatasetInfo info;
  private final Features features;
  private final Targets targets;
  private final Optional<Origins> origins;
  private Optional<Preprocessing> preprocessing = Optional.empty();

  /// Examples with labels whose features are bytes, such as pictures; the arrays are taken over,
  /// not copied.
  ///
  /// @param name for people
  /// @param features numbers per example
  /// @param classes number of labels, up to 256; labels are 0 … classes − 1
  /// @param pixels example after example, each byte 0 … 255
  /// @param labels one byte per example
  public Dataset(String name, int features, int classes, byte[] pixels, byte[] labels) {
    this(
        name,
        new Features.Bytes(features, pixels),
        new Targets.Labels(name, numbers(classes), labels));
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  /// Examples whose features have no names.
  ///
  /// @param name for people
  /// @param features of all examples
  /// @param targets of all examples
  public Dataset(String name, Features features, Targets targets) {
    this(name, features, List.of(), targets);
  }

  /// Examples whose features have names.
  ///
  /// @param name for people
  /// @param features of all examples
  /// @param columns a name for each feature
  /// @param targets of all examples
  public Dataset(String name, Features features, List<String> columns, Targets targets) {
    this(new DatasetInfo(name, columns), features, targets);
  }

  Dataset(DatasetInfo info, Features features, Targets targets) {
    this(info, features, targets, Optional.empty());
  }

  private Dataset(DatasetInfo info, Features features, Targets targets, Optional<Origins> origins) {
    if (features.length() != (long) features.width() * targets.size()) {
      throw new IllegalArgumentException(
          "%d labels with %d features need %d bytes, were given %d"
              .formatted(
                  targets.size(),
                  features.width(),
                  (long) features.width() * targets.size(),
                  features.length()));
    }
    this.info = info;
    this.features = features;
    this.targets = targets;
    this.origins = origins;
  }

  /// What it is.
  ///
  /// @return a name for people
  public String name() {
    return info.name();
  }

  /// How many examples.
  ///
  /// @return 0 or more
  public int size() {
    return targets.size();
  }

  /// How many numbers an example has.
  ///
  /// @return 1 or more
  public int features() {
    return features.width();
  }

  /// What the features are called.
  ///
  /// @return a name for each, or no names
  public List<String> columns() {
    return info.columns();
  }

  /// How features make a picture.
  ///
  /// @return empty if they do not
  public Optional<PictureShape> picture() {
    return info.picture();
  }

  /// How rows of a table became these examples.
  ///
  /// @return empty if they come from no table
  public Optional<TableSchema> schema() {
    return info.schema();
  }

  /// What [#preprocessing] does to pictures.
  ///
  /// @return usually that they are standardized
  public Scaling scaling() {
    return info.scaling();
  }

  /// The same examples, scaled in another way.
  ///
  /// @param other what is done to pictures
  /// @return a data set of its own
  public Dataset scaled(Scaling other) {
    return of(info.scaled(other));
  }

  private Dataset of(DatasetInfo other) {
    return new Dataset(other, features, targets, origins);
  }

  /// The same, of pictures.
  ///
  /// @param shape how features make a picture
  /// @return a changed copy
  public Dataset withPicture(PictureShape shape) {
    return of(info.of(shape));
  }

  /// The same, of a table's rows.
  ///
  /// @param table how they became features
  /// @return a changed copy
  public Dataset withSchema(TableSchema table) {
    return of(info.of(table));
  }

  /// The same, with where each example was read.
  ///
  /// @param places of the examples
  /// @return a changed copy
  public Dataset withOrigins(Origins places) {
    return new Dataset(info, features, targets, Optional.of(places));
  }

  /// The same with other targets.
  ///
  /// @param known as many as there are examples
  /// @return a changed copy
  public Dataset withTargets(Targets known) {
    return new Dataset(info, features, known, origins);
  }

  /// The same examples, nothing being known of them.
  ///
  /// @return a data set of its own
  public Dataset withoutTargets() {
    return withTargets(new Targets.None(size()));
  }

  /// What is to be learnt.
  ///
  /// @return labels or values, one for each example
  public Targets targets() {
    return targets;
  }

  /// The label of one example.
  ///
  /// @param example 0 … size − 1
  /// @return 0 … classes − 1
  /// @throws IllegalStateException if the examples have values and no labels
  public int label(int example) {
    if (targets instanceof Targets.Labels labels) {
      return labels.label(example);
    }
    throw new IllegalStateException(name() + " has values to learn, no labels");
  }

  /// One feature of one example.
  ///
  /// @param example 0 … size − 1
  /// @param feature 0 … features − 1
  /// @return as it was read: 0 … 255 for pictures
  public float feature(int example, int feature) {
    return features.at(example * features.width() + feature);
  }

  /// Where an example was read.
  ///
  /// @param example 0 … size − 1
  /// @return such as `line 12` of a table, or a picture's file within its folder; empty if the
  ///   examples have no places of their own
  public Optional<String> origin(int example) {
    return origins.map(o -> o.of(example));
  }

  /// A range of examples.
  ///
  /// @param from the first
  /// @param to the one after the last
  /// @return a data set of its own
  public Dataset range(int from, int to) {
    return new Dataset(
        info,
        features.range(from, to),
        targets.range(from, to),
        origins.map(o -> o.range(from, to)));
  }

  /// Some examples.
  ///
  /// @param examples 0 … size − 1, in the order in which they are wanted
  /// @return a data set of its own
  public Dataset pick(int[] examples) {
    return new Dataset(
        info, features.pick(examples), targets.pick(examples), origins.map(o -> o.pick(examples)));
  }

  /// Writes one example as a model sees it.
  ///
  /// @param example 0 … size − 1
  /// @param preprocessing what is done to its features
  /// @param out receives the features in its first elements
  public void read(int example, Preprocessing preprocessing, float[] out) {
    features.read(example, preprocessing, out);
  }

  /// Writes what is to be learnt of one example, as a model is to say it.
  ///
  /// @param example 0 … size − 1
  /// @param preprocessing what is done to values
  /// @param out receives it
  /// @param at where: [Targets#outputs] elements, all of which are written
  public void target(int example, Preprocessing preprocessing, float[] out, int at) {
    switch (targets) {
      case Targets.Labels labels -> {
        Arrays.fill(out, at, at + labels.classes(), 0);
        out[at + labels.label(example)] = 1;
      }
      case Targets.Values values -> out[at] = preprocessing.target(values.value(example));
      case Targets.Reconstruction all -> {
        float[] row = new float[all.features()];
        read(example, preprocessing, row);
        System.arraycopy(row, 0, out, at, row.length);
      }
      case Targets.None none -> throw new IllegalStateException(name() + " has nothing to learn");
    }
  }

  /// What is to be done to these examples, and to others after them, before a model sees them.
  ///
  /// @return measured at the first call
  public synchronized Preprocessing preprocessing() {
    if (preprocessing.isEmpty()) {
      preprocessing = Optional.of(Preprocessing.of(this));
    }
    return preprocessing.get();
  }

  /// How many examples have the features of an example that is elsewhere, too.
  ///
  /// @param others data sets with as many features
  /// @return 0 … size
  public int countIn(List<Dataset> others) {
    return Duplicates.count(this, others);
  }

  Features content() {
    return features;
  }

  /// A checksum of features and labels, to tell which data a result belongs to.
  ///
  /// @return SHA-256, in hexadecimal
  public String checksum() {
    return DatasetChecksum.of(this, features);
  }
}
