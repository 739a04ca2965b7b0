package dev.ravine.data.source;

import dev.ravine.data.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// CIFAR-100 in its official binary format: records of two label bytes, the coarse one of 20 and
/// the fine one of 100 classes, and 3,072 pixels as in [Cifar10]. The fine labels are read.
///
/// Krizhevsky: Learning Multiple Layers of Features from Tiny Images (2009).
final class Cifar100 {

  static final String FOLDER = "cifar-100-binary";

  private static final String TRAINING = "train.bin";

  private Cifar100() {}

  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TRAINING));
  }

  static Dataset training(Path folder) {
    return CifarRecords.FINE_OF_100.read("cifar100", List.of(folder.resolve(TRAINING)));
  }
}
