package dev.ravine.data.source;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
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
    return CifarRecords.TEN.read("cifar10", files);
  }
}
