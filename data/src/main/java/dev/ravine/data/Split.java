package dev.ravine.data;

/// Training and validation data that share no example.
///
/// @param train to learn from
/// @param validation to judge by
public record Split(Dataset train, Dataset validation) {

  /// The first examples of a data set for training, its last for validation.
  ///
  /// @param all a data set
  /// @param train how many to train on, 1 or more
  /// @param validation how many to validate on, 1 or more
  /// @return the two parts
  /// @throws DataException if there are not as many examples
  public static Split of(Dataset all, int train, int validation) {
    if ((long) train + validation > all.size()) {
      throw new DataException(
          "%s has %d training examples here, too few for %d to train and %d to validate"
              .formatted(all.name(), all.size(), train, validation));
    }
    return new Split(all.range(0, train), all.range(all.size() - validation, all.size()));
  }
}
