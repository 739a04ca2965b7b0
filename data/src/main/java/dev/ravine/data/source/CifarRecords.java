package dev.ravine.data.source;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Features;
import dev.ravine.data.Labels;
import dev.ravine.data.schema.PictureShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// The binary format of the CIFAR data sets: records of label bytes and 3,072 pixels, a plane each
/// of 32 × 32 for red, green, blue. A file may hold any whole number of records.
///
/// @param labels label bytes of a record, of which the last is read
/// @param names of the classes
record CifarRecords(int labels, List<String> names) {

  static final CifarRecords TEN =
      new CifarRecords(
          1,
          List.of(
              "airplane",
              "automobile",
              "bird",
              "cat",
              "deer",
              "dog",
              "frog",
              "horse",
              "ship",
              "truck"));
  static final CifarRecords FINE_OF_100 =
      new CifarRecords(2, IntStream.range(0, 100).mapToObj(Integer::toString).toList());

  private static final int FEATURES = 3 * 32 * 32;

  private int record() {
    return labels + FEATURES;
  }

  Dataset read(String name, List<Path> files) {
    List<byte[]> contents = files.stream().map(this::content).toList();
    int records = contents.stream().mapToInt(content -> content.length / record()).sum();
    byte[] pixels = new byte[records * FEATURES];
    byte[] read = new byte[records];
    int next = 0;
    for (byte[] content : contents) {
      for (int at = 0; at < content.length; at += record(), next++) {
        read[next] = content[at + labels - 1];
        System.arraycopy(content, at + labels, pixels, next * FEATURES, FEATURES);
      }
    }
    return new Dataset(
            name, new Features.Bytes(FEATURES, pixels), List.of(), new Labels(name, names, read))
        .withPicture(new PictureShape(3, 32, 32));
  }

  private byte[] content(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DataException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
    if (content.length == 0 || content.length % record() != 0) {
      int whole = content.length / record() * record();
      throw new DataException(
          "%s is cut off: the record at byte %d must have %d bytes, had %d"
              .formatted(file, whole, record(), content.length - whole));
    }
    for (int at = labels - 1; at < content.length; at += record()) {
      if ((content[at] & 0xff) >= names.size()) {
        throw new DataException(
            "%s is damaged: the label at byte %d must be below %d, was %d"
                .formatted(file, at, names.size(), content[at] & 0xff));
      }
    }
    return content;
  }
}
