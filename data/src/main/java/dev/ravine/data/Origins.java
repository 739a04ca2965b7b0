package dev.ravine.data;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Where each example of a data set was read: a line of a table, a picture's file.
public final class Origins {

  private final IntFunction<String> read;
  private final int[] places;

  private Origins(IntFunction<String> read, int[] places) {
    this.read = read;
    this.places = places;
  }

  /// Lines of a file.
  ///
  /// @param lines of each example, from 1
  /// @return their origins
  public static Origins ofLines(int[] lines) {
    return new Origins(line -> "line " + line, lines);
  }

  /// Files of a folder.
  ///
  /// @param folder that names are relative to
  /// @param files of each example
  /// @return their origins
  public static Origins ofFiles(Path folder, List<Path> files) {
    return new Origins(
        i -> folder.relativize(files.get(i)).toString(),
        IntStream.range(0, files.size()).toArray());
  }

  String of(int example) {
    return read.apply(places[example]);
  }

  Origins pick(int[] examples) {
    return new Origins(read, IntStream.of(examples).map(i -> places[i]).toArray());
  }
}
