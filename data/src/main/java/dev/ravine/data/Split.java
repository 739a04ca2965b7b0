package dev.ravine.data;

import java.util.List;

/// Training and validation data that share no example.
///
/// @param train to learn from
/// @param validation to judge by
/// @param notes what is odd about them, for people
public record Split(Dataset train, Dataset validation, List<String> notes) {

  /// Copies the notes.
  public Split {
    notes = List.copyOf(notes);
  }

  /// Two parts of which there is nothing to be told.
  ///
  /// @param train to learn from
  /// @param validation to judge by
  public Split(Dataset train, Dataset validation) {
    this(train, validation, List.of());
  }

  /// The first examples of a data set for training, its last for validation.
  ///
  /// @param all a data set
  /// @param train how many to train on, 1 or more
  /// @param validation how many to validate on, 1 or more
  /// @return the two parts
  /// @throws DataException if there are not as many examples
  public static Split of(Dataset all, int train, int validation) {
    check(all.name(), all.size(), train, validation);
    return new Split(all.range(0, train), all.range(all.size() - validation, all.size()));
  }

  static void check(String name, int all, int train, int validation) {
    if ((long) train + validation > all) {
      throw new DataException(
          "%s has %d training examples here, too few for %d to train and %d to validate"
              .formatted(name, all, train, validation));
    }
  }

  /// The same examples, with features scaled in another way.
  ///
  /// @param scaling what is done to pictures
  /// @return two parts
  public Split scaled(Scaling scaling) {
    return new Split(train.scaled(scaling), validation.scaled(scaling), notes);
  }
}
