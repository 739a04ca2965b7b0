package dev.ravine.data.source;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.split.Fold;
import dev.ravine.data.split.Split;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// The data sets that are known by name.
public enum NamedSource implements Source {
  /// Digits that Ravine draws itself; needs no files.
  STROKES("digits that Ravine draws itself, 28 × 28, any number"),
  /// Handwritten digits.
  MNIST("handwritten digits, 28 × 28, 60,000 to train"),
  /// Pictures of clothes, in MNIST's format.
  FASHION_MNIST("pictures of ten kinds of clothes, 28 × 28, 60,000 to train"),
  /// Small colour photographs.
  CIFAR10("colour photographs of ten kinds of things, 32 × 32, 50,000 to train"),
  /// Small colour photographs of more kinds.
  CIFAR100("colour photographs of a hundred kinds of things, 32 × 32, 50,000 to train");

  private static final Seed STROKES_SEED = new Seed(20141222);
  private static final Seed STROKES_TEST_SEED = new Seed(20141223);
  private static final int STROKES_TESTED = 1000;
  private static final String MNIST_ADDRESS = "https://ossci-datasets.s3.amazonaws.com/mnist/";

  private static final Download CIFAR10_ARCHIVE =
      new Download(
          URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
          170_052_171,
          "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd");

  private static final Download CIFAR100_ARCHIVE =
      new Download(
          URI.create("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
          168_513_733,
          "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec");

  private static final String FASHION_FOLDER = "fashion-mnist";
  private static final String FASHION_ADDRESS =
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
  private static final List<Download> FASHION_FILES =
      List.of(
          fashion(
              "train-images-idx3-ubyte.gz",
              26_421_880,
              "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
          fashion(
              "train-labels-idx1-ubyte.gz",
              29_515,
              "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
          fashion(
              "t10k-images-idx3-ubyte.gz",
              4_422_102,
              "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
          fashion(
              "t10k-labels-idx1-ubyte.gz",
              5_148,
              "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));

  private static final List<Download> MNIST_FILES =
      List.of(
          mnist(
              "train-images-idx3-ubyte.gz",
              9_912_422,
              "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
          mnist(
              "train-labels-idx1-ubyte.gz",
              28_881,
              "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
          mnist(
              "t10k-images-idx3-ubyte.gz",
              1_648_877,
              "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
          mnist(
              "t10k-labels-idx1-ubyte.gz",
              4_542,
              "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

  private final String summary;

  NamedSource(String summary) {
    this.summary = summary;
  }

  private static Download mnist(String name, long bytes, String sha256) {
    return new Download(URI.create(MNIST_ADDRESS + name), bytes, sha256);
  }

  private static Download fashion(String name, long bytes, String sha256) {
    return new Download(URI.create(FASHION_ADDRESS + name), bytes, sha256);
  }

  /// How it is called on the command line.
  ///
  /// @return the name in lower case
  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it is.
  ///
  /// @return one line for people
  public String summary() {
    return summary;
  }

  /// Where the files are.
  ///
  /// @param folder the folder that holds the data sets' own folders, or such a folder itself
  /// @return the data set's own folder, if it is there with its training files
  public Optional<Path> locate(Path folder) {
    return switch (this) {
      case STROKES -> Optional.of(folder);
      case MNIST -> located(folder, Mnist.FOLDER, Mnist::isIn);
      case FASHION_MNIST -> located(folder, FASHION_FOLDER, Mnist::isIn);
      case CIFAR10 -> located(folder, Cifar10.FOLDER, Cifar10::isIn);
      case CIFAR100 -> located(folder, Cifar100.FOLDER, Cifar100::isIn);
    };
  }

  private static Optional<Path> located(Path folder, String own, Predicate<Path> isIn) {
    return List.of(folder.resolve(own), folder).stream().filter(isIn).findFirst();
  }

  @Override
  public Split load(Path folder, int train, int validation) {
    return Split.of(training(folder, Math.addExact(train, validation)), train, validation);
  }

  @Override
  public Split fold(Path folder, int examples, Fold fold) {
    Dataset all = training(folder, examples);
    Split.check(label(), all.size(), examples, 0);
    return fold.of(all.range(0, examples));
  }

  /// All training examples, or as many as are drawn.
  private Dataset training(Path folder, int drawn) {
    return switch (this) {
      case STROKES -> Strokes.draw(drawn, STROKES_SEED);
      case MNIST -> Mnist.training(located(folder));
      case FASHION_MNIST -> Mnist.training(label(), located(folder));
      case CIFAR10 -> Cifar10.training(located(folder));
      case CIFAR100 -> Cifar100.training(located(folder));
    };
  }

  /// The data set's own test examples.
  ///
  /// @param folder as in [#load]
  /// @return all of them; of `strokes`, 1,000 that are drawn from another seed
  /// @throws DataException if files are missing or damaged
  public Dataset test(Path folder) {
    return switch (this) {
      case STROKES -> Strokes.draw(STROKES_TESTED, STROKES_TEST_SEED);
      case MNIST, FASHION_MNIST -> Mnist.test(label(), located(folder));
      case CIFAR10 ->
          CifarRecords.TEN.read("cifar10", List.of(located(folder).resolve("test_batch.bin")));
      case CIFAR100 ->
          CifarRecords.FINE_OF_100.read("cifar100", List.of(located(folder).resolve("test.bin")));
    };
  }

  /// Of examples that are drawn there are always more.
  @Override
  public Dataset more(Path folder, int train, int validation, int count) {
    if (this != STROKES) {
      return Source.super.more(folder, train, validation, count);
    }
    int known = Math.addExact(train, validation);
    int all = Math.addExact(known, count);
    return Strokes.draw(all, STROKES_SEED).range(known, all);
  }

  private Path located(Path folder) {
    return locate(folder)
        .orElseThrow(() ->
            new DataException(
                "%s is not in %s: name its folder with --data-dir, or fetch it with `./ravine data --fetch %s`"
                    .formatted(label(), folder, label())));
  }

  /// Downloads, verifies and unpacks the official files.
  ///
  /// @param folder the folder that gets the data set's own folder
  /// @param progress is told the bytes so far and all bytes
  /// @return the data set's own folder
  /// @throws DataException if the net or the disk fails or a checksum is wrong
  public Path fetch(Path folder, BiConsumer<Long, Long> progress) {
    return switch (this) {
      case STROKES -> throw new DataException("strokes needs no download: Ravine draws it itself");
      case MNIST -> fetchFiles(MNIST_FILES, folder.resolve(Mnist.FOLDER), progress);
      case FASHION_MNIST -> fetchFiles(FASHION_FILES, folder.resolve(FASHION_FOLDER), progress);
      case CIFAR10 -> fetchArchive(CIFAR10_ARCHIVE, folder, Cifar10.FOLDER, progress);
      case CIFAR100 -> fetchArchive(CIFAR100_ARCHIVE, folder, Cifar100.FOLDER, progress);
    };
  }

  static Path fetchFiles(List<Download> files, Path folder, BiConsumer<Long, Long> progress) {
    long all = files.stream().mapToLong(Download::bytes).sum();
    long done = 0;
    for (Download file : files) {
      String path = file.address().getPath();
      long before = done;
      file.to(
          folder.resolve(path.substring(path.lastIndexOf('/') + 1)),
          bytes -> progress.accept(before + bytes, all));
      done += file.bytes();
    }
    return folder;
  }

  static Path fetchArchive(
      Download archive, Path folder, String name, BiConsumer<Long, Long> progress) {
    Path file = folder.resolve(name + ".tar.gz");
    Path aside = folder.resolve(name + ".part");
    Path target = folder.resolve(name);
    if (Files.exists(target)) {
      throw new DataException(
          "%s is there already: move it away to fetch it anew".formatted(target));
    }
    archive.to(file, bytes -> progress.accept(bytes, archive.bytes()));
    try {
      deleteTree(aside);
      unpack(file, aside);
      Files.move(aside.resolve(name), target);
      Files.delete(file);
      return target;
    } catch (IOException e) {
      throw new DataException("%s can't be unpacked: %s".formatted(file, e.getMessage()), e);
    } finally {
      try {
        deleteTree(aside);
      } catch (IOException e) {
        System.getLogger(NamedSource.class.getName())
            .log(System.Logger.Level.WARNING, aside + " can't be deleted", e);
      }
    }
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GzipCompressorInputStream(Files.newInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = entry.resolveIn(folder);
        if (entry.isFile()) {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
        }
      }
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var paths = Files.walk(folder)) {
        for (Path path : paths.toList().reversed()) {
          Files.delete(path);
        }
      }
    }
  }
}
