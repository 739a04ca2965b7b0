package dev.ravine.data;

import dev.ravine.data.schema.PictureShape;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Examples from a program's own memory, on their way to a [Dataset]: first the features, then what
/// is to be learnt of them.
///
/// ```java
/// Dataset flowers = Examples.of(measurements).named("flowers").classes(species);
/// Dataset houses = Examples.of(records, House::features).columns("area", "rooms").values(prices);
/// ```
///
/// Immutable. Features in one array are not copied, so the array must not be written to any more;
/// all other arrays are.
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
  /// @throws DataException if rows differ in length, or a number is not finite
  public static Examples of(float[][] rows) {
    checkRows("features", rows);
    if (rows.length == 0 || rows[0].length == 0) {
      throw new DataException("there must be an example with a feature, but there is none");
    }
    return of(rows[0].length, flat(rows));
  }

  /// Examples whose features are any numbers, rounded to single precision: rows of one length.
  ///
  /// @throws DataException as [#of(float[][])]
  public static Examples of(double[][] rows) {
    return of(Stream.of(rows).map(Examples::single).toArray(float[][]::new));
  }

  private static float @Nullable [] single(double @Nullable [] row) {
    if (row == null) {
      return null;
    }
    float[] single = new float[row.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) row[i];
    }
    return single;
  }

  /// Examples whose features are any numbers, in one array.
  ///
  /// @param width how many numbers an example has, 1 or more
  /// @param numbers example after example; the array is taken over, not copied
  /// @throws DataException if the array holds no whole examples, or a number is not finite
  public static Examples of(int width, float[] numbers) {
    checkWhole(width, numbers.length);
    checkFinite("features", width, numbers);
    return new Examples(
        new DatasetInfo("data", List.of()),
        new Features.Floats(width, numbers),
        numbers.length / width);
  }

  /// Examples that are made of records.
  ///
  /// @param features the numbers of a record, as many for each
  /// @throws DataException as [#of(float[][])]
  public static <R> Examples of(List<R> records, Function<R, float[]> features) {
    return of(records.stream().map(features).toArray(float[][]::new));
  }

  /// Pictures.
  ///
  /// @param shape of each of them
  /// @param pixels picture after picture, plane after plane, row after row, each 0 … 255; the array
  ///   is taken over, not copied
  /// @throws DataException if the array holds no whole pictures
  public static Examples ofPictures(PictureShape shape, byte[] pixels) {
    int width = shape.planes() * shape.height() * shape.width();
    checkWhole(width, pixels.length);
    return new Examples(
        new DatasetInfo("data", List.of()).of(shape),
        new Features.Bytes(width, pixels),
        pixels.length / width);
  }

  private static void checkWhole(int width, int numbers) {
    if (width < 1 || numbers < width || numbers % width != 0) {
      throw new DataException(
          "examples of %d numbers must fill the array, which has %d".formatted(width, numbers));
    }
  }

  private static void checkFinite(String what, int width, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new DataException(
            "%s must be finite, but number %d of example %d is %s"
                .formatted(what, i % width, i / width, numbers[i]));
      }
    }
  }

  private static void checkRows(String what, float[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == null) {
        throw new DataException("%s of example %d must be an array, were null".formatted(what, i));
      }
      if (rows[i].length != rows[0].length) {
        throw new DataException(
            "%s of all examples must be as many, but example 0 has %d and example %d has %d"
                .formatted(what, rows[0].length, i, rows[i].length));
      }
    }
  }

  private static float[] flat(float[][] rows) {
    int width = rows[0].length;
    float[] numbers = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, numbers, i * width, width);
    }
    return numbers;
  }

  /// The same, with a name for messages and reports.
  public Examples named(String name) {
    return new Examples(info.named(name), features, size);
  }

  /// The same, with names of the features.
  ///
  /// @param names one for each
  /// @throws DataException if there are more or fewer than features, or two are the same
  public Examples columns(String... names) {
    if (names.length != features.width()) {
      throw new DataException(
          "columns must be as many as features, %d, were %d"
              .formatted(features.width(), names.length));
    }
    return new Examples(
        info.columns(ClassNames.checked("columns", List.of(names))), features, size);
  }

  /// Classes by number, called by their numbers, up to the greatest label.
  ///
  /// @param labels the class of each example, from 0
  /// @throws DataException if labels are more or fewer than examples, negative, or above 255, or if
  ///   a class up to the greatest label has no example, as where labels count from 1
  public Dataset classes(int... labels) {
    checkCount("labels", labels.length);
    for (int i = 0; i < labels.length; i++) {
      checkLabel(i, labels[i], Labels.MOST_CLASSES);
    }
    int most = IntStream.of(labels).max().orElse(0);
    int none = IntStream.range(0, most).filter(c -> !contains(labels, c)).findFirst().orElse(most);
    if (none < most) {
      throw new DataException(
          "classes are 0 … %d, but no example is of class %d: let labels count from 0, or name the classes"
              .formatted(most, none));
    }
    return classes(IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList(), labels);
  }

  /// Classes by number, with names.
  ///
  /// @param names of all classes, 1 … 256
  /// @param labels the class of each example: an index of `names`
  /// @throws DataException if labels are more or fewer than examples, or are no indices
  public Dataset classes(List<String> names, int... labels) {
    checkCount("labels", labels.length);
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      checkLabel(i, labels[i], names.size());
      bytes[i] = (byte) labels[i];
    }
    return with(new Labels(info.name(), names, bytes));
  }

  /// Classes by name: all that occur, sorted, whole numbers first.
  ///
  /// @param labels the class of each example
  /// @throws DataException if labels are more or fewer than examples, or not of 2 … 256 classes
  public Dataset classes(List<String> labels) {
    checkCount("labels", labels.size());
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i) == null) {
        throw new DataException("the label of example %d must be a text, was null".formatted(i));
      }
    }
    return with(Labels.named(info.name(), labels));
  }

  /// A value to be learnt for each example.
  ///
  /// @throws DataException if they are more or fewer than examples, or one is not finite
  public Dataset values(float... values) {
    checkCount("values", values.length);
    checkFinite("values", 1, values);
    return with(new Values(values.clone()));
  }

  /// Several values for each example.
  ///
  /// @param values to be learnt: a row of as many for each example, one or more
  /// @throws DataException if rows are more or fewer than examples, or differ in length, or a value
  ///   is not finite
  public Dataset values(float[]... values) {
    checkCount("values", values.length);
    checkRows("values", values);
    int width = values[0].length;
    if (width == 0) {
      throw new DataException("there must be a value for each example, but there is none");
    }
    float[] flat = flat(values);
    checkFinite("values", width, flat);
    return with(new Values(width, flat));
  }

  /// Labels of which an example may have several, or none: all that occur, sorted, whole numbers
  /// first.
  ///
  /// @param labels those of each example
  /// @throws DataException if they are more or fewer than examples, or none has one
  public Dataset labelSets(List<? extends Collection<String>> labels) {
    checkCount("label sets", labels.size());
    List<String> names = ClassNames.sorted(labels.stream().flatMap(Collection::stream).toList());
    if (names.isEmpty()) {
      throw new DataException("there must be a label, but no example has one");
    }
    return labelSets(names, labels);
  }

  /// Labels of which an example may have several, or none.
  ///
  /// @param names of all labels
  /// @param labels those of each example
  /// @throws DataException if they are more or fewer than examples, or one is not among the names
  public Dataset labelSets(List<String> names, List<? extends Collection<String>> labels) {
    checkCount("label sets", labels.size());
    boolean[] has = new boolean[Math.multiplyExact(size, names.size())];
    for (int i = 0; i < size; i++) {
      for (String label : labels.get(i)) {
        int at = names.indexOf(label);
        if (at < 0) {
          throw new DataException(
              "labels must be among %s, but example %d has %s".formatted(names, i, label));
        }
        has[i * names.size() + at] = true;
      }
    }
    return with(new LabelSets(names, has));
  }

  /// Nothing to learn: for predictions.
  public Dataset unlabelled() {
    return with(new NoTargets(size));
  }

  /// The features themselves to learn: for an autoencoder.
  public Dataset reconstructed() {
    return with(new Reconstruction(size, features.width()));
  }

  private static boolean contains(int[] labels, int label) {
    return IntStream.of(labels).anyMatch(l -> l == label);
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
