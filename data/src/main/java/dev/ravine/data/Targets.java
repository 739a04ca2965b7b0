package dev.ravine.data;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What is to be learnt of examples.
public sealed interface Targets {

  /// How many examples there are.
  ///
  /// @return 0 or more
  int size();

  /// How many numbers a model has to say for an example.
  ///
  /// @return the number of classes, 1 for a value, or as many as there are features
  int outputs();

  /// The targets of a range of examples.
  ///
  /// @param from the first
  /// @param to the one after the last
  /// @return targets of their own
  Targets range(int from, int to);

  /// The targets of some examples.
  ///
  /// @param examples 0 … size − 1, in the order in which they are wanted
  /// @return targets of their own
  Targets pick(int[] examples);

  /// Adds everything to a checksum.
  ///
  /// @param digest takes it
  void addTo(MessageDigest digest);

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
      this.classes = List.copyOf(names);
      this.labels = labels;
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
      TreeSet<String> sorted = new TreeSet<>(Labels::compare);
      sorted.addAll(texts);
      Map<String, Integer> numbers = new HashMap<>();
      sorted.forEach(text -> numbers.put(text, numbers.size()));
      if (numbers.size() < 2 || numbers.size() > MOST_CLASSES) {
        throw new DataException(
            "%s must have 2 to %d classes, has %d".formatted(where, MOST_CLASSES, numbers.size()));
      }
      byte[] labels = new byte[texts.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = Objects.requireNonNull(numbers.get(texts.get(i))).byteValue();
      }
      return new Labels(where, List.copyOf(sorted), labels);
    }

    /// Whole numbers first and in their order, so that 10 comes after 9; then all other texts.
    private static int compare(String a, String b) {
      boolean first = isWhole(a);
      boolean second = isWhole(b);
      if (first != second) {
        return first ? -1 : 1;
      }
      int byValue = first ? new BigInteger(a).compareTo(new BigInteger(b)) : 0;
      return byValue != 0 ? byValue : a.compareTo(b);
    }

    private static boolean isWhole(String text) {
      return text.matches("-?[0-9]+");
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
    public int outputs() {
      return classes.size();
    }

    @Override
    public Labels range(int from, int to) {
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

  /// Nothing is known.
  ///
  /// @param size how many examples there are
  record None(int size) implements Targets {
    @Override
    public int outputs() {
      return 0;
    }

    @Override
    public None range(int from, int to) {
      return new None(to - from);
    }

    @Override
    public None pick(int[] examples) {
      return new None(examples.length);
    }

    @Override
    public void addTo(MessageDigest digest) {}
  }

  /// The features themselves, as a model sees them: what an autoencoder learns.
  ///
  /// @param size how many examples there are
  /// @param features of each
  record Reconstruction(int size, int features) implements Targets {
    @Override
    public int outputs() {
      return features;
    }

    @Override
    public Reconstruction range(int from, int to) {
      return new Reconstruction(to - from, features);
    }

    @Override
    public Reconstruction pick(int[] examples) {
      return new Reconstruction(examples.length, features);
    }

    @Override
    public void addTo(MessageDigest digest) {
      digest.update((byte) 'r');
    }
  }

  /// A number for each example.
  public final class Values implements Targets {

    private final float[] values;

    /// Takes the array over.
    ///
    /// @param values one for each example
    public Values(float[] values) {
      this.values = values;
    }

    /// The number of one example.
    ///
    /// @param example 0 … size − 1
    /// @return as it was read
    public float value(int example) {
      return values[example];
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Values range(int from, int to) {
      return new Values(Arrays.copyOfRange(values, from, to));
    }

    @Override
    public Values pick(int[] examples) {
      float[] picked = new float[examples.length];
      for (int i = 0; i < picked.length; i++) {
        picked[i] = values[examples[i]];
      }
      return new Values(picked);
    }

    @Override
    public void addTo(MessageDigest digest) {
      digest.update(Features.Floats.bytes(values));
    }
  }
}
