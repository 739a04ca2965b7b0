package dev.ravine.data;

import java.security.MessageDigest;

/// What is to be learnt of examples.
public sealed interface Targets permits Labels, LabelSets, Values, Reconstruction, NoTargets {

  /// How many examples there are.
  ///
  /// @return 0 or more
  int size();

  /// How many numbers a model has to say for an example.
  ///
  /// @return the number of classes, labels, values, or features
  int outputs();

  /// Writes what a model is to say for an example.
  ///
  /// @param example 0 … size − 1
  /// @param data the examples' features
  /// @param preprocessing what is done to values and features
  /// @param out receives it
  /// @param at where: [#outputs] elements, all of which are written
  void write(int example, Dataset data, Preprocessing preprocessing, float[] out, int at);

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
}
