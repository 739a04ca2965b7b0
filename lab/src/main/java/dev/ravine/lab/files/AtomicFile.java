package dev.ravine.lab.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes files aside and moves them into place: what is at a path is whole, and if the disk is
/// full, what was there before stays.
public final class AtomicFile {

  private static final String PART = ".part";

  private AtomicFile() {}

  /// Writes a text.
  ///
  /// @param file where to; what is there is replaced
  /// @param text in UTF-8
  /// @throws IOException if the disk fails
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes bytes.
  ///
  /// @param file where to; what is there is replaced
  /// @param content of the file
  /// @throws IOException if the disk fails
  public static void write(Path file, byte[] content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Such as /dev/stdout, which nothing can be moved to.
      Files.write(file, content);
      return;
    }
    Path aside = file.resolveSibling(file.getFileName() + PART);
    try {
      try (FileChannel out =
          FileChannel.open(
              aside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /// Whether a file was written aside.
  public static boolean isPart(Path file) {
    return file.getFileName().toString().endsWith(PART);
  }

  /// Deletes what was written aside by programs that were killed.
  ///
  /// @param folder in which no other program writes
  /// @throws IOException if it can't be read
  public static void clean(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(AtomicFile::isPart).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
