package dev.ravine.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// CIFAR-10 in its official binary format: records of one label byte and 3,072 pixels (a plane each
/// of 32 × 32 for red, green, blue). A file may hold any whole number of records.
///
/// Krizhevsky: Learning Multiple Layers of Features from Tiny Images (2009).
public final class Cifar10 {

  /// The folder that the official archive unpacks to.
  public static final String FOLDER = "cifar-10-batches-bin";

  private static final int FEATURES = 3 * 32 * 32;
  private static final int CLASSES = 10;
  private static final int RECORD = 1 + FEATURES;

  private Cifar10() {}

  /// Whether a folder holds training files.
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve("data_batch_1.bin"));
  }

  /// Reads the training files `data_batch_1.bin` … `data_batch_5.bin`, as many as are there.
  ///
  /// @param folder the folder that holds them
  /// @return all their records, in order
  /// @throws DataException if none is there or one is damaged
  public static Dataset training(Path folder) {
    List<Path> files =
        List.of(1, 2, 3, 4, 5).stream()
            .map(i -> folder.resolve("data_batch_" + i + ".bin"))
            .filter(Files::exists)
            .toList();
    if (files.isEmpty()) {
      throw new DataException("%s is missing".formatted(folder.resolve("data_batch_1.bin")));
    }
    List<byte[]> contents = files.stream().map(Cifar10::read).toList();
    int records = contents.stream().mapToInt(content -> content.length / RECORD).sum();
    byte[] pixels = new byte[records * FEATURES];
    byte[] labels = new byte[records];
    int record = 0;
    for (byte[] content : contents) {
      for (int at = 0; at < content.length; at += RECORD, record++) {
        labels[record] = content[at];
        System.arraycopy(content, at + 1, pixels, record * FEATURES, FEATURES);
      }
    }
    return new Dataset("cifar10", FEATURES, CLASSES, pixels, labels);
  }

  private static byte[] read(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DataException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
    if (content.length == 0 || content.length % RECORD != 0) {
      int whole = content.length / RECORD * RECORD;
      throw new DataException(
          "%s is cut off: the record at byte %d must have %d bytes, had %d"
              .formatted(file, whole, RECORD, content.length - whole));
    }
    for (int at = 0; at < content.length; at += RECORD) {
      if ((content[at] & 0xff) >= CLASSES) {
        throw new DataException(
            "%s is damaged: the label at byte %d must be below %d, was %d"
                .formatted(file, at, CLASSES, content[at] & 0xff));
      }
    }
    return content;
  }
}
