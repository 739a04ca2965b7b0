package dev.ravine.data;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Which class each example is of.
public final class Labels implements Targets {

  /// How many classes there may be.
  public static final int MOST_CLASSES = 256;

  private final String name;
  private final List<String> classes;
  private final byte[] labels;

  /// Labels by number; the array is taken over.
  ///
  /// @param name of the data, for errors
  /// @param names of the classes, up to 256
  /// @param labels one for each example
  public Labels(String name, List<String> names, byte[] labels) {
    int classes = names.size();
    if (classes < 1 || classes > MOST_CLASSES) {
      throw new DataException(
          "%s must have 1 to %d classes, has %d".formatted(name, MOST_CLASSES, classes));
    }
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & 0xff) >= classes) {
        throw new DataException(
            "%s: the label of example %d must be below %d, was %d"
                .formatted(name, i, classes, labels[i] & 0xff));
      }
    }
    this.name = name;
    this.classes = ClassNames.checked("classes", names);
    this.labels = labels;
  }

  /// Labels of classes that are called by their numbers; the array is taken over.
  ///
  /// @param name of the data, for errors
  /// @param classes how many, up to 256
  /// @param labels one for each example
  /// @return labels
  static Labels numbered(String name, int classes, byte[] labels) {
    return new Labels(
        name, IntStream.range(0, classes).mapToObj(Integer::toString).toList(), labels);
  }

  /// Labels by name.
  ///
  /// @param name of the data, for errors
  /// @param classes that are known
  /// @param texts one of them for each example
  /// @return as numbers
  public static Labels of(String name, List<String> classes, List<String> texts) {
    byte[] labels = new byte[texts.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) classes.indexOf(texts.get(i));
    }
    return new Labels(name, classes, labels);
  }

  /// Labels of classes that are not known before.
  ///
  /// @param where they come from, for errors
  /// @param texts the class of each example
  /// @return the classes in order, and each example's
  public static Labels named(String where, List<String> texts) {
    List<String> names = ClassNames.sorted(texts);
    if (names.size() < 2 || names.size() > MOST_CLASSES) {
      throw new DataException(
          "%s must have 2 to %d classes, has %d%s"
              .formatted(
                  where,
                  MOST_CLASSES,
                  names.size(),
                  names.size() == 1 ? ": " + names.getFirst() : ""));
    }
    Map<String, Integer> numbers = ClassNames.numbered(names);
    byte[] labels = new byte[texts.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Objects.requireNonNull(numbers.get(texts.get(i))).byteValue();
    }
    return new Labels(where, names, labels);
  }

  /// How many classes there are.
  ///
  /// @return 1 … 256
  public int classes() {
    return classes.size();
  }

  /// What the classes are called.
  ///
  /// @return a name for each: its number, if it has no other
  public List<String> names() {
    return classes;
  }

  /// The class of one example.
  ///
  /// @param example 0 … size − 1
  /// @return 0 … classes − 1
  public int label(int example) {
    return labels[example] & 0xff;
  }

  /// The same labels of classes in another order, or with others beside them.
  ///
  /// @param names of classes
  /// @return labels that count in these
  /// @throws DataException if an example is of none of them
  public Labels renumbered(List<String> names) {
    if (names.equals(classes)) {
      return this;
    }
    byte[] renumbered = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int at = names.indexOf(classes.get(label(i)));
      if (at < 0) {
        throw new DataException(
            "%s: classes must be among %s, but example %d is of %s"
                .formatted(name, names, i, classes.get(label(i))));
      }
      renumbered[i] = (byte) at;
    }
    return new Labels(name, names, renumbered);
  }

  /// How many examples there are of each class.
  ///
  /// @return a count for each class
  public int[] counts() {
    int[] counts = new int[classes.size()];
    for (byte label : labels) {
      counts[label & 0xff]++;
    }
    return counts;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public void write(int example, Dataset data, Preprocessing preprocessing, float[] out, int at) {
    Arrays.fill(out, at, at + classes(), 0);
    out[at + label(example)] = 1;
  }

  @Override
  public String toString() {
    return "classes " + classes;
  }

  @Override
  public int outputs() {
    return classes.size();
  }

  @Override
  public Labels range(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    return new Labels(name, classes, Arrays.copyOfRange(labels, from, to));
  }

  @Override
  public Labels pick(int[] examples) {
    byte[] picked = new byte[examples.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = labels[examples[i]];
    }
    return new Labels(name, classes, picked);
  }

  @Override
  public void addTo(MessageDigest digest) {
    digest.update(labels);
  }
}
