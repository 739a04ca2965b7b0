package dev.ravine.cluster.replica;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Several numbers as the text of a checkpoint's note.
public final class Numbers {

  private static final String SEPARATOR = " ";

  private Numbers() {}

  /// Writes numbers.
  ///
  /// @param numbers in their order
  /// @return what [#parts] reads
  public static String text(Stream<? extends Number> numbers) {
    return numbers.map(String::valueOf).collect(Collectors.joining(SEPARATOR));
  }

  /// Reads them, each still as text.
  ///
  /// @param text as [#text] wrote it
  public static Stream<String> parts(String text) {
    return text.isEmpty() ? Stream.empty() : Stream.of(text.split(SEPARATOR, -1));
  }
}
