package dev.ravine.data;

import java.nio.Buffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Examples of a data set that are in others too.
public final class Duplicates {

  private Duplicates() {}

  /// How many examples have the features of an example that is elsewhere, too.
  ///
  /// @param data whose examples are counted
  /// @param others data sets with as many features
  /// @return 0 … size
  public static int count(Dataset data, List<Dataset> others) {
    Set<Buffer> known = new HashSet<>();
    others.forEach(other -> rows(other).forEach(known::add));
    return (int) rows(data).filter(known::contains).count();
  }

  private static Stream<Buffer> rows(Dataset data) {
    return IntStream.range(0, data.size()).mapToObj(data.content()::row);
  }
}
