package dev.ravine.data;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Labels of which an example may have several, or none.
public final class LabelSets implements Targets {

  private final List<String> names;
  private final boolean[] has;

  /// Takes the array over.
  ///
  /// @param names of the labels, one or more
  /// @param has of each example after the other, whether it has each label
  public LabelSets(List<String> names, boolean[] has) {
    this.names = ClassNames.checked("labels", names);
    this.has = has;
  }

  /// What the labels are called.
  ///
  /// @return a name for each
  public List<String> names() {
    return names;
  }

  /// Whether an example has a label.
  ///
  /// @param example 0 … size − 1
  /// @param label 0 … labels − 1
  /// @return whether it has
  public boolean has(int example, int label) {
    return has[example * names.size() + Objects.checkIndex(label, names.size())];
  }

  @Override
  public int size() {
    return has.length / names.size();
  }

  @Override
  public void write(int example, Dataset data, Preprocessing preprocessing, float[] out, int at) {
    for (int i = 0; i < outputs(); i++) {
      out[at + i] = has(example, i) ? 1 : 0;
    }
  }

  @Override
  public String toString() {
    return "any of the labels " + names;
  }

  @Override
  public int outputs() {
    return names.size();
  }

  @Override
  public LabelSets range(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    return new LabelSets(names, Arrays.copyOfRange(has, from * outputs(), to * outputs()));
  }

  @Override
  public LabelSets pick(int[] examples) {
    boolean[] picked = new boolean[examples.length * outputs()];
    for (int i = 0; i < examples.length; i++) {
      System.arraycopy(has, examples[i] * outputs(), picked, i * outputs(), outputs());
    }
    return new LabelSets(names, picked);
  }

  @Override
  public void addTo(MessageDigest digest) {
    for (boolean one : has) {
      digest.update((byte) (one ? 1 : 0));
    }
  }
}
