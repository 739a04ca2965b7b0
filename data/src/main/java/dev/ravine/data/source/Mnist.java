package dev.ravine.data.source;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.schema.PictureShape;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// MNIST in its official format, IDX: a magic number, the sizes of the axes (big-endian, four bytes
/// each), the bytes. Files may be compressed with gzip and hold any number of pictures.
///
/// LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition (1998).
public final class Mnist {

  /// The folder that downloads go to.
  public static final String FOLDER = "mnist";

  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";
  private static final String TEST = "t10k";
  private static final int CLASSES = 10;

  private Mnist() {}

  /// Whether a folder holds training files.
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(IMAGES)) || Files.exists(folder.resolve(IMAGES + ".gz"));
  }

  /// Reads the training files, compressed or not.
  ///
  /// @param folder the folder that holds them
  /// @return all their pictures, in order
  /// @throws DataException if one is missing or damaged
  public static Dataset training(Path folder) {
    return training("mnist", folder);
  }

  /// The same for a data set in the same format and with the same files' names.
  static Dataset training(String name, Path folder) {
    return read(name, find(folder, IMAGES), find(folder, LABELS));
  }

  /// Reads the test files, compressed or not.
  static Dataset test(String name, Path folder) {
    return read(
        name,
        find(folder, IMAGES.replace("train", TEST)),
        find(folder, LABELS.replace("train", TEST)));
  }

  private static Dataset read(String name, Path pictures, Path classes) {
    Idx images = Idx.read(pictures, 3);
    Idx labels = Idx.read(classes, 1);
    if (images.sizes[0] != labels.sizes[0]) {
      throw new DataException(
          "%s has %d labels, but %s has %d pictures"
              .formatted(labels.file, labels.sizes[0], images.file, images.sizes[0]));
    }
    for (int i = 0; i < labels.bytes.length; i++) {
      if ((labels.bytes[i] & 0xff) >= CLASSES) {
        throw new DataException(
            "%s is damaged: the label at byte %d must be below %d, was %d"
                .formatted(labels.file, Idx.header(1) + i, CLASSES, labels.bytes[i] & 0xff));
      }
    }
    int features = Math.multiplyExact(images.sizes[1], images.sizes[2]);
    return new Dataset(name, features, CLASSES, images.bytes, labels.bytes)
        .withPicture(new PictureShape(1, images.sizes[1], images.sizes[2]));
  }

  private static Path find(Path folder, String name) {
    Path plain = folder.resolve(name);
    Path compressed = folder.resolve(name + ".gz");
    if (!Files.exists(plain) && !Files.exists(compressed)) {
      throw new DataException("%s is missing".formatted(compressed));
    }
    return Files.exists(plain) ? plain : compressed;
  }

  /// The content of one file.
  private static final class Idx {

    private static final int UNSIGNED_BYTES = 0x800;

    private final Path file;
    private final int[] sizes;
    private final byte[] bytes;

    private Idx(Path file, int[] sizes, byte[] bytes) {
      this.file = file;
      this.sizes = sizes;
      this.bytes = bytes;
    }

    static int header(int axes) {
      return 4 + 4 * axes;
    }

    static Idx read(Path file, int axes) {
      try (InputStream in = open(file)) {
        int magic = number(file, in, 0, "the magic number");
        if (magic != UNSIGNED_BYTES + axes) {
          throw new DataException(
              "%s is no IDX file: its first four bytes must be 0x%08x, were 0x%08x"
                  .formatted(file, UNSIGNED_BYTES + axes, magic));
        }
        int[] sizes = new int[axes];
        long size = 1;
        for (int axis = 0; axis < axes; axis++) {
          sizes[axis] = number(file, in, header(axis), "the size of axis " + axis);
          if (sizes[axis] < 1) {
            throw new DataException(
                "%s is damaged: the size at byte %d must be 1 or more, was %d"
                    .formatted(file, header(axis), sizes[axis]));
          }
          size = Math.multiplyHigh(size, sizes[axis]) == 0 ? size * sizes[axis] : Long.MAX_VALUE;
        }
        return new Idx(file, sizes, content(file, in, header(axes), size));
      } catch (EOFException e) {
        throw new DataException(
            "%s is cut off: its compressed data must go on at byte %d".formatted(file, size(file)),
            e);
      } catch (ZipException e) {
        throw new DataException(
            "%s is damaged: its compressed data is not what gzip wrote: %s"
                .formatted(file, e.getMessage()),
            e);
      } catch (IOException e) {
        throw new DataException("%s can't be read: %s".formatted(file, e.getMessage()), e);
      }
    }

    private static long size(Path file) {
      try {
        return Files.size(file);
      } catch (IOException e) {
        return 0;
      }
    }

    private static InputStream open(Path file) throws IOException {
      InputStream in = Files.newInputStream(file);
      try {
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }

    private static int number(Path file, InputStream in, int at, String what) throws IOException {
      byte[] b = in.readNBytes(4);
      if (b.length < 4) {
        throw new DataException(
            "%s is cut off: byte %d must hold %s, but the file ends at byte %d"
                .formatted(file, at, what, at + b.length));
      }
      return (b[0] & 0xff) << 24 | (b[1] & 0xff) << 16 | (b[2] & 0xff) << 8 | (b[3] & 0xff);
    }

    /// Reads what the header promises, in pieces, so that a damaged size takes no memory.
    private static byte[] content(Path file, InputStream in, int header, long size)
        throws IOException {
      byte[] bytes = in.readNBytes((int) Math.min(size, Integer.MAX_VALUE - 8));
      if (bytes.length < size) {
        throw new DataException(
            "%s is cut off: %d bytes must follow byte %d, but only %d do"
                .formatted(file, size, header, bytes.length));
      }
      if (in.read() >= 0) {
        throw new DataException(
            "%s is damaged: it must end at byte %d, but goes on".formatted(file, header + size));
      }
      return bytes;
    }
  }
}
