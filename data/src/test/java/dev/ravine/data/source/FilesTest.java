package dev.ravine.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Scaling;
import dev.ravine.data.split.Split;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// CIFAR-10 and MNIST files made by hand, whole and damaged in every way.
class FilesTest {

  private static final int RECORD = 3073;

  @TempDir private Path folder;

  private static byte[] records(int count, int firstLabel) {
    byte[] bytes = new byte[count * RECORD];
    for (int i = 0; i < count; i++) {
      bytes[i * RECORD] = (byte) (firstLabel + i);
      bytes[i * RECORD + 1] = (byte) (200 + i);
      bytes[i * RECORD + RECORD - 1] = 7;
    }
    return bytes;
  }

  @Test
  void cifarFilesMayHoldAnyWholeNumberOfRecords() throws IOException {
    Files.write(folder.resolve("data_batch_1.bin"), records(3, 0));
    Files.write(folder.resolve("data_batch_2.bin"), records(2, 5));
    Dataset data = Cifar10.training(folder);
    assertThat(data.size()).isEqualTo(5);
    assertThat(data.label(4)).isEqualTo(6);
    assertThat(data.feature(2, 0)).isEqualTo(202);
    assertThat(data.feature(2, 3071)).isEqualTo(7);
  }

  @Test
  void damagedCifarFilesAreNamedWithTheByte() throws IOException {
    Path file = folder.resolve("data_batch_1.bin");
    assertThatThrownBy(() -> Cifar10.training(folder)).hasMessage(file + " is missing");
    Files.write(file, Arrays.copyOf(records(2, 0), RECORD + 100));
    assertThatThrownBy(() -> Cifar10.training(folder))
        .hasMessage(file + " is cut off: the record at byte 3073 must have 3073 bytes, had 100");
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> Cifar10.training(folder)).hasMessageContaining("is cut off");
    Files.write(file, records(2, 9));
    assertThatThrownBy(() -> Cifar10.training(folder))
        .hasMessage(file + " is damaged: the label at byte 3073 must be below 10, was 10");
  }

  @Test
  void cifar100HasTwoLabelsOfWhichTheFineOneIsRead() throws IOException {
    byte[] bytes = new byte[2 * (RECORD + 1)];
    bytes[0] = 19;
    bytes[1] = 99;
    bytes[2] = 5;
    bytes[RECORD + 2] = 100;
    Files.write(folder.resolve("train.bin"), Arrays.copyOf(bytes, RECORD + 1));
    Dataset data = Cifar100.training(folder);
    assertThat(data.size()).isEqualTo(1);
    assertThat(data.label(0)).isEqualTo(99);
    assertThat(data.feature(0, 0)).isEqualTo(5);
    assertThat(data.targets().outputs()).isEqualTo(100);
    Files.write(folder.resolve("train.bin"), bytes);
    assertThatThrownBy(() -> Cifar100.training(folder))
        .hasMessageContaining("the label at byte 3075 must be below 100, was 100");
  }

  private static byte[] idx(int magic, int[] sizes, int bytes, int value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(magic);
    for (int size : sizes) {
      data.writeInt(size);
    }
    for (int i = 0; i < bytes; i++) {
      data.writeByte(value + i);
    }
    return out.toByteArray();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    if (name.endsWith(".gz")) {
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(bytes);
      }
    } else {
      Files.write(file, bytes);
    }
  }

  @Test
  void idxFilesMayBeCompressedOrNot() throws IOException {
    write("train-images-idx3-ubyte", idx(0x803, new int[] {2, 2, 3}, 12, 250));
    write("train-labels-idx1-ubyte.gz", idx(0x801, new int[] {2}, 2, 8));
    Dataset data = Mnist.training(folder);
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.features()).isEqualTo(6);
    assertThat(data.label(1)).isEqualTo(9);
    assertThat(data.feature(0, 5)).isEqualTo(255);
    assertThat(data.feature(1, 0)).isEqualTo(0);
    float[] out = new float[6];
    data.read(1, data.scaled(Scaling.CENTERED).preprocessing(), out);
    assertThat(out).containsExactly(-125, -125, -125, -125, -125, -125);
    float[] targets = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
    data.target(1, data.preprocessing(), targets, 1);
    assertThat(targets).containsExactly(7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7);
  }

  @Test
  void damagedIdxFilesAreNamedWithTheByte() throws IOException {
    Path images = folder.resolve("train-images-idx3-ubyte");
    assertThatThrownBy(() -> Mnist.training(folder)).hasMessage(images + ".gz is missing");
    write("train-labels-idx1-ubyte", idx(0x801, new int[] {2}, 2, 0));

    write(images.getFileName().toString(), idx(0x802, new int[] {2, 2, 2}, 8, 0));
    assertThatThrownBy(() -> Mnist.training(folder))
        .hasMessage(
            images + " is no IDX file: its first four bytes must be 0x00000803, were 0x00000802");
    write(images.getFileName().toString(), idx(0x803, new int[] {2, 2, 2}, 7, 0));
    assertThatThrownBy(() -> Mnist.training(folder))
        .hasMessage(images + " is cut off: 8 bytes must follow byte 16, but only 7 do");
    write(images.getFileName().toString(), idx(0x803, new int[] {2, 2, 2}, 9, 0));
    assertThatThrownBy(() -> Mnist.training(folder))
        .hasMessage(images + " is damaged: it must end at byte 24, but goes on");
    write(images.getFileName().toString(), idx(0x803, new int[] {2}, 1, 0));
    assertThatThrownBy(() -> Mnist.training(folder))
        .hasMessage(
            images
                + " is cut off: byte 8 must hold the size of axis 1, but the file ends at byte 9");
    write(images.getFileName().toString(), idx(0x803, new int[] {2, 0x7fffffff, 0x7fffffff}, 9, 0));
    assertThatThrownBy(() -> Mnist.training(folder)).hasMessageContaining("is cut off");
    write(images.getFileName().toString(), idx(0x803, new int[] {2, -1, 2}, 9, 0));
    assertThatThrownBy(() -> Mnist.training(folder))
        .hasMessage(images + " is damaged: the size at byte 8 must be 1 or more, was -1");
    write(images.getFileName().toString(), idx(0x803, new int[] {3, 1, 1}, 3, 0));
    assertThatThrownBy(() -> Mnist.training(folder)).hasMessageContaining("has 2 labels, but");

    write(images.getFileName().toString(), idx(0x803, new int[] {2, 1, 1}, 2, 0));
    write("train-labels-idx1-ubyte", idx(0x801, new int[] {2}, 2, 9));
    assertThatThrownBy(() -> Mnist.training(folder))
        .hasMessageContaining("is damaged: the label at byte 9 must be below 10, was 10");
  }

  @Test
  void compressedFilesThatEndEarlyAreCutOff() throws IOException {
    write("train-images-idx3-ubyte.gz", idx(0x803, new int[] {20, 20, 20}, 8000, 3));
    Path images = folder.resolve("train-images-idx3-ubyte.gz");
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, whole.length / 2));
    write("train-labels-idx1-ubyte", idx(0x801, new int[] {20}, 20, 0));
    assertThatThrownBy(() -> Mnist.training(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(images.toString());
    Files.write(images, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Mnist.training(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(images.toString());
  }

  @Test
  void foldersAreFoundAboveTheDataSetsOwn() throws IOException {
    Path own = Files.createDirectories(folder.resolve(Cifar10.FOLDER));
    Files.write(own.resolve("data_batch_1.bin"), records(5, 0));
    assertThat(NamedSource.CIFAR10.locate(folder)).contains(own);
    assertThat(NamedSource.CIFAR10.locate(own)).contains(own);
    assertThat(NamedSource.MNIST.locate(folder)).isEmpty();
    Split split = NamedSource.CIFAR10.load(folder, 3, 2);
    assertThat(split.train().label(0)).isEqualTo(0);
    assertThat(split.validation().label(0)).isEqualTo(3);
    assertThatThrownBy(() -> NamedSource.CIFAR10.load(folder, 4, 2))
        .hasMessage(
            "cifar10 has 5 training examples here, too few for 4 to train and 2 to validate");
    assertThatThrownBy(() -> NamedSource.MNIST.load(folder, 1, 1))
        .hasMessageStartingWith("mnist is not in " + folder);
  }
}
