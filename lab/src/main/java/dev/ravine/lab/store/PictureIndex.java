package dev.ravine.lab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The pictures that commands left that are no experiments.
///
/// @param folder that holds folders of experiments and of pictures
public record PictureIndex(Path folder) {

  /// What commands that are no experiments leave.
  private static final Map<String, String> FILES =
      Map.of(
          "find-lr", "learning-rate.svg",
          "surface", "surface.svg",
          "landscape", "landscape.svg");

  /// A picture that `find-lr`, `surface` or `landscape` left.
  ///
  /// @param name of its folder
  /// @param kind the command
  /// @param file SVG
  public record Picture(String name, String kind, Path file) {}

  /// The pictures beside the experiments.
  ///
  /// @return sorted by name
  /// @throws IOException if the folder can't be read
  public List<Picture> pictures() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted()
          .flatMap(of ->
              FILES.entrySet().stream()
                  .filter(kind -> Files.isRegularFile(of.resolve(kind.getValue())))
                  .map(kind ->
                      new Picture(
                          of.getFileName().toString(), kind.getKey(), of.resolve(kind.getValue()))))
          .toList();
    }
  }
}
