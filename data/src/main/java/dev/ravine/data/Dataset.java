package dev.ravine.data;

import dev.ravine.data.schema.PictureShape;
import dev.ravine.data.schema.TableSchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

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

  /// A name for people.
  public String name() {
    return info.name();
  }

  /// How many examples there are.
  public int size() {
    return targets.size();
  }

  /// How many numbers an example has: 1 or more.
  public int features() {
    return features.width();
  }

  /// A name for each feature, or no names.
  public List<String> columns() {
    return info.columns();
  }

  /// How features make a picture, if they do.
  public Optional<PictureShape> picture() {
    return info.picture();
  }

  /// How rows of a table became these examples; empty if they come from no table.
  public Optional<TableSchema> schema() {
    return info.schema();
  }

  /// What [#preprocessing] does to features: usually standardize them.
  public Scaling scaling() {
    return info.scaling();
  }

  /// The same examples, scaled in another way.
  public Dataset scaled(Scaling other) {
    return of(info.scaled(other));
  }

  /// The same, prepared as you say; values to be learnt, too.
  ///
  /// @param own what is done to features and values
  /// @throws DataException if it is for more or fewer features or values
  public Dataset preprocessed(Preprocessing own) {
    own.check(features(), targets);
    return of(info.preprocessed(own));
  }

  /// The same, of pictures.
  public Dataset withPicture(PictureShape shape) {
    return of(info.of(shape));
  }

  /// The same, of a table's rows.
  public Dataset withSchema(TableSchema table) {
    return of(info.of(table));
  }

  /// The same, with where each example was read.
  public Dataset withOrigins(Origins places) {
    return new Dataset(info, features, targets, notes.origins(places));
  }

  /// The same, in which some examples count more than others: in what is measured to scale features
  /// and values, in the training loss, and in evaluations. A weight of 0 leaves an example out of
  /// all of them. The loss of a batch is Σ weight · loss / examples of the batch, so that weights
  /// whose mean is 1 keep its size; evaluations are divided by the sum of the weights.
  ///
  /// @param weights one for each example, 0 or more: 1 is how much an example counts without
  ///   weights
  /// @throws DataException if there are more or fewer than examples, or one is negative or not
  ///   finite, or all are 0
  public Dataset weighted(float... weights) {
    ExampleNotes.checkWeights(weights, size());
    return new Dataset(info, features, targets, notes.weights(weights.clone()));
  }

  /// Whether examples have weights, by [#weighted].
  public boolean isWeighted() {
    return notes.weights().isPresent();
  }

  /// How much an example counts: 1 without weights.
  ///
  /// @param example 0 … size − 1
  public float weight(int example) {
    return notes.weight(example);
  }

  /// How much all examples count together: their number without weights.
  public double totalWeight() {
    return notes.weights().map(ExampleNotes::sum).orElse((double) size());
  }

  /// The same with other targets, as many as there are examples.
  public Dataset withTargets(Targets known) {
    return new Dataset(info, features, known, notes);
  }

  /// The same examples, nothing being known of them.
  public Dataset withoutTargets() {
    return withTargets(new NoTargets(size()));
  }

  /// The same as a model sees it that learnt from others: classes are numbered as there.
  ///
  /// @param others what the model learnt from
  /// @throws DataException if there are more or fewer features, columns of other names, classes
  ///   that are not known there, or other things to learn
  public Dataset matching(Dataset others) {
    return Matching.of(this, others);
  }

  /// The examples whose weight is not 0.
  public Dataset counted() {
    if (!isWeighted()) {
      return this;
    }
    int[] counting = IntStream.range(0, size()).filter(i -> weight(i) > 0).toArray();
    return counting.length == size() ? this : pick(counting);
  }

  /// What is to be learnt of each example.
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
  /// @throws IndexOutOfBoundsException if there is no such feature
  public float feature(int example, int feature) {
    return features.at(example, Objects.checkIndex(feature, features()));
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
  /// @throws DataException if there are not as many examples
  public Dataset range(int from, int to) {
    if (from < 0 || from > to || to > size()) {
      throw new DataException(
          "a range must be within 0 … %d, the number of examples, was %d … %d"
              .formatted(size(), from, to));
    }
    return new Dataset(
        info, features.range(from, to), targets.range(from, to), notes.range(from, to));
  }

  /// Some examples.
  ///
  /// @param examples 0 … size − 1, in the order in which they are wanted
  /// @throws DataException if one of them does not exist
  public Dataset pick(int[] examples) {
    for (int example : examples) {
      if (example < 0 || example >= size()) {
        throw new DataException(
            "an example must be in 0 … %d, was %d".formatted(size() - 1, example));
      }
    }
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

  /// What is to be done to these examples, and to others after them, before a model sees them;
  /// measured at the first call.
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

  /// SHA-256 of features and targets, in hexadecimal: which data a result belongs to.
  public String checksum() {
    return DatasetChecksum.of(this, features);
  }

  @Override
  public String toString() {
    return "%s: %d examples of %d features, %s".formatted(name(), size(), features(), targets);
  }
}
