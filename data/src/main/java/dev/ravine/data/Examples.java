package dev.ravine.data;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Examples from a program's own memory, on their way to a [Dataset]: first the features, then what
/// is to be learnt of them.
///
/// ```java
/// Dataset flowers = Examples.of(measurements).named("flowers").classes(species);
/// Dataset houses = Examples.of(records, House::features).columns("area", "rooms").values(prices);
/// ```
///
/// Immutable. Arrays of arrays are copied.
public final class Examples {

  private final DatasetInfo info;
  private final Features features;
  private final int size;

  private Examples(DatasetInfo info, Features features, int size) {
    this.info = info;
    this.features = features;
    this.size = size;
  }

  /// Examples whose features are any numbers.
  ///
  /// @param rows the features of each example: one row or more, all of one length
  /// @return examples of which nothing is to be learnt yet
  /// @throws DataException if rows differ in length, or a number is not finite
  public static Examples of(float[][] rows) {
    if (rows.length == 0 || rows[0].length == 0) {
      throw new DataException("there must be an example with a feature, but there is none");
    }
    return of(rows[0].length, flat(rows));
  }

  /// Examples whose features are any numbers, in one array.
  ///
  /// @param width how many numbers an example has, 1 or more
  /// @param numbers example after example; the array is taken over, not copied
  /// @return examples of which nothing is to be learnt yet
  /// @throws DataException if the array holds no whole examples, or a number is not finite
  public static Examples of(int width, float[] numbers) {
    checkWhole(width, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new DataException(
            "features must be finite, but number %d of example %d is %s"
                .formatted(i % width, i / width, numbers[i]));
      }
    }
    return new Examples(
        new DatasetInfo("memory", List.of()),
        new Features.Floats(width, numbers),
        numbers.length / width);
  }

  /// Examples that are made of records.
  ///
  /// @param records one for each example
  /// @param features the numbers of a record, as many for each
  /// @param <R> the records' type
  /// @return examples of which nothing is to be learnt yet
  /// @throws DataException as [#of(float[][])]
  public static <R> Examples of(List<R> records, Function<R, float[]> features) {
    return of(records.stream().map(features).toArray(float[][]::new));
  }

  /// Pictures.
  ///
  /// @param shape of each of them
  /// @param pixels picture after picture, plane after plane, row after row, each 0 … 255; the array
  ///   is taken over, not copied
  /// @return examples of which nothing is to be learnt yet
  /// @throws DataException if the array holds no whole pictures
  public static Examples ofPictures(PictureShape shape, byte[] pixels) {
    int width = shape.planes() * shape.height() * shape.width();
    checkWhole(width, pixels.length);
    return new Examples(
        new DatasetInfo("memory", List.of()).of(shape),
        new Features.Bytes(width, pixels),
        pixels.length / width);
  }

  private static void checkWhole(int width, int numbers) {
    if (width < 1 || numbers < width || numbers % width != 0) {
      throw new DataException(
          "examples of %d numbers must fill the array, which has %d".formatted(width, numbers));
    }
  }

  private static float[] flat(float[][] rows) {
    int width = rows[0].length;
    float[] numbers = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width) {
        throw new DataException(
            "features of all examples must be as many, but example 0 has %d and example %d has %d"
                .formatted(width, i, rows[i].length));
      }
      System.arraycopy(rows[i], 0, numbers, i * width, width);
    }
    return numbers;
  }

  /// The same, with a name for messages and reports.
  ///
  /// @param name for people
  /// @return a changed copy
  public Examples named(String name) {
    return new Examples(info.named(name), features, size);
  }

  /// The same, with names of the features.
  ///
  /// @param names one for each
  /// @return a changed copy
  /// @throws DataException if there are more or fewer than features
  public Examples columns(String... names) {
    if (names.length != features.width()) {
      throw new DataException(
          "columns must be as many as features, %d, were %d"
              .formatted(features.width(), names.length));
    }
    return new Examples(info.columns(List.of(names)), features, size);
  }

  /// Classes by number.
  ///
  /// @param labels the class of each example, from 0
  /// @return a data set whose classes are called by their numbers, up to the greatest label
  /// @throws DataException if labels are more or fewer than examples, negative, or above 255
  public Dataset classes(int... labels) {
    checkCount("labels", labels.length);
    int most = 0;
    for (int i = 0; i < labels.length; i++) {
      checkLabel(i, labels[i], Targets.Labels.MOST_CLASSES);
      most = Math.max(most, labels[i]);
    }
    List<String> names = IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
    return classes(names, labels);
  }

  /// Classes by number, with names.
  ///
  /// @param names of all classes, 1 … 256
  /// @param labels the class of each example: an index of `names`
  /// @return a data set
  /// @throws DataException if labels are more or fewer than examples, or are no indices
  public Dataset classes(List<String> names, int... labels) {
    checkCount("labels", labels.length);
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      checkLabel(i, labels[i], names.size());
      bytes[i] = (byte) labels[i];
    }
    return with(new Targets.Labels(info.name(), names, bytes));
  }

  /// Classes by name.
  ///
  /// @param labels the class of each example
  /// @return a data set whose classes are these names, sorted: whole numbers first
  /// @throws DataException if labels are more or fewer than examples, or not of 2 … 256 classes
  public Dataset classes(List<String> labels) {
    checkCount("labels", labels.size());
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i) == null) {
        throw new DataException("the label of example %d must be a text, was null".formatted(i));
      }
    }
    return with(Targets.Labels.named(info.name(), labels));
  }

  /// A value for each example.
  ///
  /// @param values to be learnt; the array is taken over, not copied
  /// @return a data set
  /// @throws DataException if they are more or fewer than examples, or one is not finite
  public Dataset values(float... values) {
    checkCount("values", values.length);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new DataException(
            "values must be finite, but that of example %d is %s".formatted(i, values[i]));
      }
    }
    return with(new Targets.Values(values));
  }

  /// Nothing to learn: for predictions.
  ///
  /// @return a data set without targets
  public Dataset unlabelled() {
    return with(new Targets.None(size));
  }

  /// The features themselves to learn: for an autoencoder.
  ///
  /// @return a data set
  public Dataset reconstructed() {
    return with(new Targets.Reconstruction(size, features.width()));
  }

  private static void checkLabel(int example, int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new DataException(
          "the label of example %d must be in 0 … %d, was %d"
              .formatted(example, classes - 1, label));
    }
  }

  private void checkCount(String what, int count) {
    if (count != size) {
      throw new DataException(
          "%s must be as many as examples, %d, were %d".formatted(what, size, count));
    }
  }

  private Dataset with(Targets targets) {
    return new Dataset(info, features, targets);
  }
}
