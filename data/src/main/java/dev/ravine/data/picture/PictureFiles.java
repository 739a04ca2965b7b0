package dev.ravine.data.picture;

import dev.ravine.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of a folder that has a folder for each class.
public final class PictureFiles {

  private static final int NAMED = 3;
  private static final List<String> ENDINGS =
      List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp");

  private PictureFiles() {}

  /// A picture and its class.
  public record Labelled(Path file, String label) {}

  /// The folders in a folder: one for each class.
  ///
  /// @param folder that holds them
  /// @return sorted, without hidden ones
  public static List<Path> classes(Path folder) {
    return list(folder, path -> Files.isDirectory(path) && !isHidden(path));
  }

  private static boolean isHidden(Path path) {
    return Objects.requireNonNull(path.getFileName()).toString().startsWith(".");
  }

  /// All pictures in the folders of classes.
  ///
  /// @param folder that holds the classes' folders
  /// @return each with its class
  public static List<Labelled> in(Path folder) {
    List<Labelled> pictures =
        classes(folder).stream()
            .flatMap(of ->
                list(of, PictureFiles::isPicture).stream()
                    .map(file -> new Labelled(file, of.getFileName().toString())))
            .toList();
    if (pictures.isEmpty()) {
      throw new DataException(
          "%s must hold a folder for each class, with pictures (%s) in it"
              .formatted(folder, String.join(", ", ENDINGS)));
    }
    return pictures;
  }

  /// What is in the folders and is no example.
  public static List<String> leftOut(Path folder) {
    List<String> notes = new ArrayList<>();
    for (Path of : classes(folder)) {
      List<Path> inside = list(of, PictureFiles::isPicture);
      List<Path> deeper = list(of, path -> Files.isDirectory(path) && !isHidden(path));
      if (inside.isEmpty()) {
        notes.add("%s is left out: there are no pictures in it".formatted(of.getFileName()));
      }
      notes.addAll(foreign("in " + of.getFileName(), list(of, PictureFiles::isForeign)));
      if (!deeper.isEmpty()) {
        notes.add(
            "folders within %s are left out: %s"
                .formatted(of.getFileName(), deeper.getFirst().getFileName()));
      }
    }
    List<Path> beside = list(folder, path -> isPicture(path) || isForeign(path));
    notes.addAll(foreign("beside the classes' folders", beside));
    return notes;
  }

  private static List<String> foreign(String where, List<Path> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    String names =
        files.stream()
            .limit(NAMED)
            .map(file -> file.getFileName().toString())
            .collect(Collectors.joining(", "));
    return List.of(
        "%s %s %s left out: %s%s"
            .formatted(
                files.size() == 1 ? "1 file" : files.size() + " files",
                where,
                files.size() == 1 ? "is" : "are",
                names,
                files.size() > NAMED ? " …" : ""));
  }

  private static boolean isForeign(Path file) {
    return Files.isRegularFile(file) && !isHidden(file) && !isPicture(file);
  }

  /// Whether a file is a picture, by the end of its name.
  public static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new DataException("%s can't be read: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
