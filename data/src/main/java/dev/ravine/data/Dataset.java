package dev.ravine.data;

import java.util.List;
import java.util.Optional;

/// Examples: features, and what is to be learnt of each. Immutable.
public final class Dataset {

  private final DatasetInfo info;
  private final Features features;
  private final Targets targets;
  private final ExampleNotes notes;
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
        List.of(),
        Labels.numbered(name, classes, labels));
  }

  /// Examples.
  ///
  /// @param name for people
  /// @param features of all examples
  /// @param columns a name for each feature, or none
  /// @param targets of all examples
  public Dataset(String name, Features features, List<String> columns, Targets targets) {
    this(new DatasetInfo(name, columns), features, targets);
  }

  Dataset(DatasetInfo info, Features features, Targets targets) {
    this(info, features, targets, ExampleNotes.NONE);
  }

  private Dataset(DatasetInfo info, Features features, Targets targets, ExampleNotes notes) {
    long needed = (long) features.width() * targets.size();
    if (features.length() != needed) {
      throw new IllegalArgumentException(
          "%d labels with %d features need %d bytes, were given %d"
              .formatted(targets.size(), features.width(), needed, features.length()));
    }
    this.info = info;
    this.features = features;
    this.targets = targets;
    this.notes = notes;
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

  /// What [#preprocessing] does to features.
  ///
  /// @return usually that they are standardized
  public Scaling scaling() {
    return info.scaling();
  }

  /// The same examples, scaled in another way.
  ///
  /// @param other what is done to features
  /// @return a data set of its own
  public Dataset scaled(Scaling other) {
    return of(info.scaled(other));
  }

  /// The same, prepared as you say; values to be learnt, too.
  ///
  /// @param own what is done to features and values
  /// @return a data set of its own, as are its parts
  /// @throws DataException if it is for more or fewer features or values
  public Dataset preprocessed(Preprocessing own) {
    own.check(features(), targets);
    return of(info.preprocessed(own));
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
    return new Dataset(info, features, targets, notes.origins(places));
  }

  /// The same, in which some examples count more than others in the training loss.
  ///
  /// @param weights one for each example, 0 or more: 1 is how much an example counts without
  ///   weights
  /// @return a changed copy
  /// @throws DataException if there are more or fewer than examples, or one is negative or not
  ///   finite
  public Dataset weighted(float... weights) {
    ExampleNotes.checkWeights(weights, size());
    return new Dataset(info, features, targets, notes.weights(weights.clone()));
  }

  /// Whether examples have weights.
  ///
  /// @return whether [#weighted] gave them some
  public boolean isWeighted() {
    return notes.weights().isPresent();
  }

  /// How much an example counts in the training loss.
  ///
  /// @param example 0 … size − 1
  /// @return 1 without weights
  public float weight(int example) {
    return notes.weights().map(weights -> weights[example]).orElse(1f);
  }

  /// The same with other targets.
  ///
  /// @param known as many as there are examples
  /// @return a changed copy
  public Dataset withTargets(Targets known) {
    return new Dataset(info, features, known, notes);
  }

  /// The same examples, nothing being known of them.
  ///
  /// @return a data set of its own
  public Dataset withoutTargets() {
    return withTargets(new NoTargets(size()));
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
    if (targets instanceof Labels labels) {
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
    return features.at(example, feature);
  }

  /// Where an example was read.
  ///
  /// @param example 0 … size − 1
  /// @return such as `line 12` of a table, or a picture's file within its folder; empty if the
  ///   examples have no places of their own
  public Optional<String> origin(int example) {
    return notes.origins().map(places -> places.of(example));
  }

  /// A range of examples.
  ///
  /// @param from the first
  /// @param to the one after the last
  /// @return a data set of its own
  public Dataset range(int from, int to) {
    return new Dataset(
        info, features.range(from, to), targets.range(from, to), notes.range(from, to));
  }

  /// Some examples.
  ///
  /// @param examples 0 … size − 1, in the order in which they are wanted
  /// @return a data set of its own
  public Dataset pick(int[] examples) {
    Targets picked = targets.pick(examples);
    return new Dataset(info, features.pick(examples), picked, notes.pick(examples));
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
    targets.write(example, this, preprocessing, out, at);
  }

  /// What is to be done to these examples, and to others after them, before a model sees them.
  ///
  /// @return measured at the first call
  public synchronized Preprocessing preprocessing() {
    if (preprocessing.isEmpty()) {
      preprocessing = Optional.of(info.preprocessing().orElseGet(() -> Preprocessing.of(this)));
    }
    return preprocessing.get();
  }

  private Dataset of(DatasetInfo other) {
    return new Dataset(other, features, targets, notes);
  }

  Features content() {
    return features;
  }

  ExampleNotes notes() {
    return notes;
  }

  /// A checksum of features and labels, to tell which data a result belongs to.
  ///
  /// @return SHA-256, in hexadecimal
  public String checksum() {
    return DatasetChecksum.of(this, features);
  }

  @Override
  public String toString() {
    return "%s: %d examples of %d features, %s".formatted(name(), size(), features(), targets);
  }
}
